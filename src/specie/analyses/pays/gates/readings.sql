-- Readings of some metrics, numbered by the place of their unit in the list of units, with the length of their period.
WITH place AS (
    SELECT kpi_id, unit_id, row_number() OVER (ORDER BY kpi_id, unit_id) - 1 AS unit
    FROM (SELECT DISTINCT kpi_id, unit_id FROM outcomes WHERE list_contains($kpis, kpi_id))
)
SELECT
    place.unit,
    period_start,
    period_end,
    CASE
        WHEN length(period) = 4 THEN 0
        WHEN substr(period, 6, 1) = 'Q' THEN 1
        WHEN length(period) = 7 THEN 2
        WHEN substr(period, 6, 1) = 'W' THEN 3
        ELSE 4
    END AS grain,
    value,
    weight
    /* further columns */
FROM outcomes
JOIN place USING (kpi_id, unit_id)
ORDER BY place.unit, period_start
