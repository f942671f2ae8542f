-- Every metric with what its effect is measured and valued in.
SELECT kpi_id, initiative_id, name, unit, better, scale, value_per_unit IS NOT NULL AS valued, cash_class
FROM kpis
ORDER BY kpi_id
