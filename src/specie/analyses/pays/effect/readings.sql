-- Every reading, as numbers only: the place of its unit in the list of units, its grain, its days.
WITH place AS (
    SELECT kpi_id, unit_id, row_number() OVER (ORDER BY kpi_id, unit_id) - 1 AS unit
    FROM (SELECT DISTINCT kpi_id, unit_id FROM outcomes)
)
SELECT
    place.unit,
    CASE
        WHEN length(period) = 4 THEN 0
        WHEN substr(period, 6, 1) = 'Q' THEN 1
        WHEN length(period) = 7 THEN 2
        WHEN substr(period, 6, 1) = 'W' THEN 3
        ELSE 4
    END AS grain,
    period_start,
    period_end,
    value,
    weight
    /* further columns */
FROM outcomes
JOIN place USING (kpi_id, unit_id)
ORDER BY place.unit, period_start, period_end
