-- Which company stands behind each vendor.
SELECT vendor_id, company_id
FROM vendors
ORDER BY vendor_id
