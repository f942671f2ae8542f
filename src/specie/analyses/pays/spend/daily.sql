-- All AI money by day from a day on.
SELECT date, sum(amount_book) AS amount
FROM spend_ledger
WHERE date >= $start
GROUP BY date
ORDER BY date
