-- What a test of each metric has to go on: readings before its first unit started, units that started at
-- different times or never, the last day that was read.
WITH paths AS (
    SELECT k.kpi_id, o.unit_id, r.treated_on, min(o.period_start) AS first_on, max(o.period_end) AS last_on
    FROM outcomes AS o
    JOIN kpis AS k USING (kpi_id)
    LEFT JOIN rollout AS r ON r.initiative_id = k.initiative_id AND r.unit_id = o.unit_id
    WHERE o.value IS NOT NULL
    GROUP BY ALL
)
SELECT
    kpi_id,
    count(*) AS units,
    max(last_on) AS last_on,
    coalesce(bool_or(first_on < treated_on), false) AS baseline,
    count(treated_on) > 0 AND (count(*) > count(treated_on) OR count(DISTINCT treated_on) > 1) AS comparison
FROM paths
GROUP BY kpi_id
ORDER BY kpi_id
