-- What each initiative runs on, whoever sends the bill.
SELECT DISTINCT vendor_id, initiative_id
FROM dependencies
ORDER BY vendor_id, initiative_id
