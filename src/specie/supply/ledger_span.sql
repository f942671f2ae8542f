-- First and last month of the ledger, and rows without an amount in the book's currency.
SELECT
    min(month) FILTER (amount_book IS NOT NULL) AS first_month,
    max(month) FILTER (amount_book IS NOT NULL) AS last_month,
    count(*) FILTER (amount_book IS NULL) AS unpriced
FROM spend_ledger
WHERE date <= $as_of
