-- Every step of leaving a supplier.
SELECT vendor_id, initiative_id, asset, step, weeks, cost_book AS cost, owner, rehearsed_on, skill
FROM exit_steps
ORDER BY vendor_id, initiative_id NULLS FIRST, asset, step
