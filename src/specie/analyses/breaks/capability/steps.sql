-- Steps of leaving a supplier that name a skill.
SELECT vendor_id, initiative_id, asset, step, skill
FROM exit_steps
WHERE skill IS NOT NULL
ORDER BY vendor_id, initiative_id, asset, step
