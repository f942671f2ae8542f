-- Figures of companies that have neither the unit US dollars nor fraction.
select company_id, unit, count(*) as rows
from financials
where lower(coalesce(unit, '')) not in ('usd', 'fraction')
group by company_id, unit
order by company_id, unit
