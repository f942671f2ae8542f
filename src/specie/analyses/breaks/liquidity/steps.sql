-- Money that the steps of leaving each supplier take beyond what dependencies tells.
SELECT vendor_id, sum(cost_book) AS cost
FROM exit_steps
WHERE cost_book IS NOT NULL
GROUP BY vendor_id
ORDER BY vendor_id
