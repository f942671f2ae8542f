-- The groups of one file with their texts as meant.
CREATE OR REPLACE TEMP TABLE _bill_resolved AS
SELECT $file AS file, starts_on, _bill_groups.fault + _bill_meant.fault AS fault, n_rows, billed, effective,
    _bill_meant.* EXCLUDE (texts, fault)
FROM _bill_groups JOIN _bill_meant USING (texts);
