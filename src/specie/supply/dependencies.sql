-- What every initiative runs on, with the place of each row.
SELECT
    initiative_id, layer, vendor_id, model, criticality, substitute, substitute_tested_on,
    migration_weeks, migration_cost_book AS migration_cost, _file AS file, _row AS row
FROM dependencies
ORDER BY initiative_id, layer, vendor_id, model
