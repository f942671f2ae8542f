-- The stage each initiative is in now.
SELECT initiative_id, stage
FROM stage_spells
WHERE left_on IS NULL
ORDER BY initiative_id
