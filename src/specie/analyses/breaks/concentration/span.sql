-- The first and last day with money.
SELECT min(date) AS first_on, max(date) AS last_on
FROM spend_ledger
WHERE amount_book IS NOT NULL
