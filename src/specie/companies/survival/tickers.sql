-- Tickers that positions give to companies.
select distinct company_id, ticker
from holdings
where company_id is not null and ticker is not null
order by company_id, ticker
