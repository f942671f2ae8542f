-- The latest recorded blocker of each initiative.
SELECT initiative_id, arg_max(blocked_by, entered_on) AS blocked_by
FROM stage_spells
WHERE blocked_by IS NOT NULL
GROUP BY initiative_id;
