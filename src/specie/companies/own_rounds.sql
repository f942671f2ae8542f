-- The user's own rounds, in file order.
select company_id, "date", date_start, date_end, series, amount_usd, post_money_usd, post_money_bound,
       lead, kind, status, source, source_quality, note, as_of, _file, _row
from rounds
order by _file, _row
