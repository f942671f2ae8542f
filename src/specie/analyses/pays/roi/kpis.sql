-- Every metric with its worth in the book's currency.
SELECT
    kpi_id, initiative_id, name, unit, scale, cash_class,
    value_per_unit_book AS value, value_low_book AS value_low, value_high_book AS value_high
FROM kpis
ORDER BY initiative_id, kpi_id
