-- What every initiative runs on, those that were stopped left out.
SELECT
    d.initiative_id, d.layer, d.vendor_id, d.model, d.criticality, d.substitute, d.substitute_tested_on,
    d.migration_weeks, d.migration_cost_book AS migration_cost, d._file AS file, d._row AS row
FROM dependencies AS d
WHERE d.initiative_id NOT IN (
    SELECT initiative_id FROM stage_spells WHERE left_on IS NULL AND stage = 'stopped'
)
ORDER BY d.initiative_id, d.layer, d.vendor_id, d.model
