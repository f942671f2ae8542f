-- Units of some metrics, in order, with what decides who is compared with whom.
WITH stopped AS (
    SELECT initiative_id, min(entered_on) AS stopped_on FROM stages WHERE stage = 'stopped' GROUP BY ALL
)
SELECT
    outcomes.kpi_id,
    outcomes.unit_id,
    min(outcomes.cluster_id) AS cluster_id,
    bool_or(rollout.unit_id IS NOT NULL) AS listed,
    min(rollout.treated_on) AS treated_on,
    least(min(rollout.left_on), min(stopped.stopped_on)) AS left_on,
    min(rollout.assigned) AS assigned
FROM outcomes
JOIN kpis USING (kpi_id)
LEFT JOIN rollout ON rollout.initiative_id = kpis.initiative_id AND rollout.unit_id = outcomes.unit_id
LEFT JOIN stopped ON stopped.initiative_id = kpis.initiative_id
WHERE list_contains($kpis, outcomes.kpi_id)
GROUP BY outcomes.kpi_id, outcomes.unit_id
ORDER BY outcomes.kpi_id, outcomes.unit_id
