-- Which company stands behind each vendor.
SELECT vendor_id, company_id
FROM vendors
WHERE company_id IS NOT NULL
ORDER BY _row
