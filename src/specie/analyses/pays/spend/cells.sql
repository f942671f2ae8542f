-- All AI money by month and by everything it is grouped by; a month is split where the fiscal year begins in it.
SELECT
    month, date >= $fiscal_start AS in_year, source, initiative_id, function, stage, cost_type,
    sum(amount_book) AS amount, CAST(sum(n_rows) AS BIGINT) AS n_rows, min(date) AS first_on, max(date) AS last_on
FROM spend_ledger
GROUP BY ALL
ORDER BY ALL
