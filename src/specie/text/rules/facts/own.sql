-- What is booked for an initiative in a period, by year and kind of cost.
SELECT year(date) AS year, cost_type, sum(amount_book) AS amount
FROM spend_ledger
WHERE initiative_id = $initiative AND ($first IS NULL OR date >= $first) AND ($last IS NULL OR date <= $last)
GROUP BY ALL
ORDER BY ALL
