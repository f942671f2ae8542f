-- Figures of companies that have neither the unit US dollars nor fraction; a count of shares is no amount.
select company_id, unit, count(*) as rows
from financials
where lower(coalesce(unit, '')) not in ('usd', 'fraction') and metric <> 'shares_outstanding'
group by company_id, unit
order by company_id, unit
