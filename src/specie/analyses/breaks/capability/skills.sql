-- Every skill with what it costs to close a gap, the largest gap first.
SELECT
    skill, needed, have, trainable,
    train_cost_book AS train_cost, hire_cost_book AS hire_cost, contract_cost_book AS contract_cost,
    train_weeks, hire_weeks, contract_weeks, needed_by, needed_for
FROM skills
ORDER BY greatest(needed - have, 0) DESC NULLS LAST, skill
