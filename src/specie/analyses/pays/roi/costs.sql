-- All AI money by initiative, kind and month, with what of it lies in the last twelve months.
SELECT
    initiative_id, source, cost_type, month, date >= $start AND date <= $as_of AS in_year,
    sum(amount_book) AS amount, CAST(sum(n_rows) AS BIGINT) AS n_rows, min(date) AS first_on
FROM spend_ledger
GROUP BY ALL
ORDER BY ALL
