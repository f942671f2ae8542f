-- The user's counts of shares, oldest first.
select company_id, period_end_end as on_day, value, bound, as_of, source, _file, _row
from financials
where metric = 'shares_outstanding' and value > 0 and period_end_end <= $as_of
order by period_end_end, _row
