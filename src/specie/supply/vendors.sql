-- Every supplier of the book.
SELECT vendor_id, company_id, name, kind, region, critical
FROM vendors
ORDER BY vendor_id
