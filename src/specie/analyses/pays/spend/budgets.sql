-- Budgets of one scope, the longest period first.
SELECT period, period_start, period_end, amount_book AS amount
FROM budgets
WHERE scope = $scope
ORDER BY period_end - period_start DESC, period_start
