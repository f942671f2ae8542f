-- Revenue of the latest budgeted period that has begun, by the days it holds.
SELECT period, period_start, period_end, amount_book AS amount
FROM budgets
WHERE scope = 'revenue' AND period_start <= $as_of AND amount_book IS NOT NULL
ORDER BY period_start DESC, period_end DESC
LIMIT 1
