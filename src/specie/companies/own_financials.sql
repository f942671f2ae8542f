-- The user's own figures of companies, in US dollars or as fractions, in file order.
select company_id, period_end, period_end_start, period_end_end, period, metric, basis, gross_net, value,
       bound, unit, status, source, source_quality, note, as_of, _file, _row
from financials
where lower(unit) in ('usd', 'fraction')
order by _file, _row
