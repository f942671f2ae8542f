-- Money of the last twelve months to each supplier by initiative, tax left out: it goes to the state.
SELECT vendor_id, initiative_id, sum(amount_book) AS amount
FROM spend_ledger
WHERE vendor_id IS NOT NULL AND amount_book IS NOT NULL AND cost_type IS DISTINCT FROM 'tax'
    AND date > $as_of - INTERVAL 1 YEAR AND date <= $as_of
GROUP BY ALL
HAVING sum(amount_book) > 0
ORDER BY vendor_id, initiative_id
