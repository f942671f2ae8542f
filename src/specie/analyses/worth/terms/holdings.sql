-- Positions in companies, in file order.
select holding_id, company_id, quantity, price, currency, share_class, _file, _row
from holdings
where company_id is not null
order by _row
