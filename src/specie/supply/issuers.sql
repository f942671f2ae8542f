-- Which vendor each name on an invoice was matched to.
SELECT DISTINCT invoice_issuer AS issuer, vendor_id
FROM bill_lines
WHERE invoice_issuer IS NOT NULL AND vendor_id IS NOT NULL
ORDER BY issuer, vendor_id
