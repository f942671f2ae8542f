-- The IT budget that holds on the day, and the newest three months of cash.
SELECT 'it' AS what, amount_book AS amount, NULL AS outflow, period_start AS day
FROM budgets
WHERE scope = 'it' AND period_start <= $as_of AND amount_book IS NOT NULL
QUALIFY row_number() OVER (ORDER BY period_start DESC, period_end DESC) = 1
UNION ALL
SELECT 'cash', cash_book, monthly_outflow_book, date
FROM cash
WHERE date <= $as_of AND cash_book IS NOT NULL
QUALIFY row_number() OVER (ORDER BY date DESC) <= 3
ORDER BY what, day DESC
