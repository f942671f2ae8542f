-- Every supplier of the book.
SELECT vendor_id, name, legal_id, region, critical FROM vendors ORDER BY vendor_id
