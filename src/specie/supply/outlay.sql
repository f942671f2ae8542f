-- Money by initiative, vendor and kind: the last twelve months, and the last months that the ledger covers
-- whole, from which a rate a year is made.
SELECT
    initiative_id, vendor_id, cost_type,
    coalesce(sum(amount_book) FILTER (date BETWEEN $start AND $end), 0) AS year,
    coalesce(sum(amount_book) FILTER (month BETWEEN $recent_start AND $recent_end), 0) AS recent,
    count(*) AS n_rows
FROM (SELECT *, CAST(date_trunc('month', date) AS DATE) AS month FROM money_lines)
WHERE date <= $end AND amount_book IS NOT NULL AND (date >= $start OR month >= $recent_start)
GROUP BY ALL
ORDER BY ALL
