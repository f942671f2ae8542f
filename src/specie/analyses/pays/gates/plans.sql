-- Every plan with the day its initiative was first used, its present stage and its owners.
WITH used AS (
    SELECT initiative_id, min(treated_on) AS treated_on FROM rollout GROUP BY ALL
),
staged AS (
    SELECT
        initiative_id,
        min(entered_on) FILTER (stage IN ('pilot', 'production', 'scaled')) AS began_on,
        min(entered_on) FILTER (stage = 'stopped') AS stopped_on,
        max(entered_on) FILTER (stage IN ('production', 'scaled', 'stopped')) AS moved_on,
        arg_max(blocked_by, (entered_on, stage_rank(stage))) AS blocked_by,
        arg_max(stage, (entered_on, stage_rank(stage))) AS stage
    FROM stages GROUP BY ALL
),
leaning AS (
    SELECT
        initiative_id,
        count(*) FILTER (criticality IN ('high', 'critical')) AS critical,
        count(*) FILTER (criticality IN ('high', 'critical') AND substitute_tested_on IS NULL) AS untested
    FROM dependencies GROUP BY ALL
)
SELECT
    plans._row AS row,
    plans.initiative_id,
    plans.kpi_id,
    plans.registered_on,
    plans.baseline,
    plans.minimum_effect,
    plans.decide_on,
    plans.stop_rule,
    plans.tranche_book AS tranche,
    coalesce(used.treated_on, staged.began_on) AS began_on,
    staged.stopped_on,
    staged.moved_on,
    staged.blocked_by,
    staged.stage,
    initiatives.business_owner,
    initiatives.technical_owner,
    coalesce(leaning.critical, 0) AS critical,
    coalesce(leaning.untested, 0) AS untested
FROM plans
JOIN initiatives USING (initiative_id)
LEFT JOIN used USING (initiative_id)
LEFT JOIN staged USING (initiative_id)
LEFT JOIN leaning USING (initiative_id)
ORDER BY plans.decide_on NULLS LAST, plans.initiative_id, plans.kpi_id, plans.registered_on
