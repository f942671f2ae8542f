-- The user's own candidates; a cost that could not be converted leaves its row out.
SELECT measure_id, name, kind, vendor_id, initiative_id, cost_book AS cost, removes, basis
FROM exit_measures
WHERE cost_book IS NOT NULL
ORDER BY measure_id
