-- Readings of one metric with a number, numbered by unit, with the length of their period.
SELECT
    dense_rank() OVER (ORDER BY unit_id) - 1 AS unit,
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
WHERE kpi_id = $kpi
ORDER BY unit_id, period_start
