-- What was planned for a metric, the last plan first.
SELECT kpi_id, minimum_effect, baseline, registered_on
FROM plans
ORDER BY kpi_id, registered_on DESC
