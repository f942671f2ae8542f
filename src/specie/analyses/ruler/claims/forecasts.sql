-- Every forecast of the book, in file order.
select forecast_id, publisher, interest, series, company_id, made_on, "date", date_start, date_end, value,
       low, high, level, growth, statement, probability, unit, definition, actual, resolved_on, source, as_of,
       _file, _row
from forecasts order by _file, _row
