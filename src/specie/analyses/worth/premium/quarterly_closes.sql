-- The last close of every quarter of each ticker, in order of time.
select ticker, "date", close, _file, _row
from prices
where close is not null
qualify row_number() over (partition by ticker, date_trunc('quarter', "date") order by "date" desc) = 1
order by ticker, "date"
