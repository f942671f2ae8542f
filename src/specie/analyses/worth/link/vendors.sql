-- Every supplier with the company behind it.
SELECT vendor_id, company_id FROM vendors ORDER BY _row
