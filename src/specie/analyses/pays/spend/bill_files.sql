-- Every bill file: what it bills, what of it is assigned, and what the ledger holds of it.
WITH billed AS (
    SELECT
        file, min(charge_date) AS first_on, max(charge_date) AS last_on, CAST(sum(n_rows) AS BIGINT) AS n_rows,
        sum(billed_cost_book) AS billed, sum(effective_cost_book) AS effective,
        sum(CASE WHEN initiative_id IS NOT NULL THEN billed_cost_book ELSE 0 END) AS assigned,
        sum(CASE WHEN initiative_id IS NULL THEN billed_cost_book ELSE 0 END) AS unassigned
    FROM bill_lines
    GROUP BY file
), booked AS (
    SELECT file, sum(amount_book) AS ledger
    FROM spend_ledger
    WHERE source = 'bills'
    GROUP BY file
)
SELECT billed.*, coalesce(booked.ledger, 0) AS ledger
FROM billed LEFT JOIN booked USING (file)
ORDER BY billed.billed DESC, file
