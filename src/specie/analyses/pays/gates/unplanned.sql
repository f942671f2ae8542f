-- Initiatives that are in use and have no plan at all, with the stage they are in.
WITH last AS (
    SELECT initiative_id, arg_max(stage, (entered_on, stage_rank(stage))) AS stage FROM stages GROUP BY ALL
)
SELECT initiative_id, stage
FROM last
WHERE stage IN ('pilot', 'production', 'scaled')
    AND initiative_id NOT IN (SELECT initiative_id FROM plans)
ORDER BY initiative_id
