-- What one US dollar was worth in the book's currency on its day.
SELECT per_unit, date FROM rates WHERE currency = 'USD' AND date <= $as_of ORDER BY date DESC LIMIT 1
