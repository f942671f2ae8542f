-- First and last month of the ledger, and rows without an amount in the book's currency.
SELECT
    CAST(date_trunc('month', min(date) FILTER (amount_book IS NOT NULL)) AS DATE) AS first_month,
    CAST(date_trunc('month', max(date) FILTER (amount_book IS NOT NULL)) AS DATE) AS last_month,
    count(*) FILTER (amount_book IS NULL) AS unpriced
FROM money_lines
WHERE date <= $as_of
