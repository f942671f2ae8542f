-- The declared worth of every metric whose benefit is cash, in the book's currency.
SELECT
    kpi_id, initiative_id, value_per_unit_book AS value,
    coalesce(value_low_book, value_per_unit_book) AS low,
    coalesce(value_high_book, value_per_unit_book) AS high
FROM kpis
WHERE cash_class IN ('booked', 'released', 'avoided') AND value_per_unit_book > 0
ORDER BY initiative_id, kpi_id
