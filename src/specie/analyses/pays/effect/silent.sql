-- Units in the roll-out of an initiative that have no reading of one of its metrics that others have.
SELECT kpis.kpi_id, count(*) AS units, count(rollout.treated_on) AS treated
FROM rollout
JOIN kpis USING (initiative_id)
WHERE kpis.kpi_id IN (SELECT kpi_id FROM outcomes)
    AND (kpis.kpi_id, rollout.unit_id) NOT IN (SELECT (kpi_id, unit_id) FROM outcomes)
GROUP BY kpis.kpi_id
ORDER BY kpis.kpi_id
