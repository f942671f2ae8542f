-- The latest rate of a dollar on or before a day.
SELECT per_unit FROM rates WHERE currency = 'USD' AND date <= $as_of ORDER BY date DESC LIMIT 1
