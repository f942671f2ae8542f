-- Rows of the user's figures that a connector may have a word on, in file order.
select company_id, period_end_start, period_end_end, period, metric, basis, value, coalesce(bound, '=') as bound,
       lower(unit) as unit, via, as_of, _file, _row
from financials
order by _file, _row
