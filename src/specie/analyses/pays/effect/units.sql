-- Every unit of every metric, numbered, with its group and with when its initiative's roll-out reached it.
WITH read AS (
    SELECT kpi_id, unit_id, min(cluster_id) AS cluster_id, count(DISTINCT cluster_id) AS clusters
    FROM outcomes
    GROUP BY ALL
),
stopped AS (
    SELECT initiative_id, min(entered_on) AS stopped_on FROM stages WHERE stage = 'stopped' GROUP BY ALL
)
SELECT
    read.kpi_id,
    read.unit_id,
    read.cluster_id,
    read.clusters,
    rollout.unit_id IS NOT NULL AS listed,
    rollout.treated_on,
    least(rollout.left_on, stopped.stopped_on) AS left_on,
    rollout.assigned
FROM read
JOIN kpis USING (kpi_id)
LEFT JOIN rollout ON rollout.initiative_id = kpis.initiative_id AND rollout.unit_id = read.unit_id
LEFT JOIN stopped ON stopped.initiative_id = kpis.initiative_id
ORDER BY read.kpi_id, read.unit_id
