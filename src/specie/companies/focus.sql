-- Companies the book points to: suppliers first, then positions; a position may name a ticker only.
select company_id, null as ticker, 'vendors' as source_table, min(_row) as place
from vendors where company_id is not null group by company_id
union all
select company_id, ticker, 'holdings', min(_row)
from holdings where company_id is not null or ticker is not null group by company_id, ticker
order by source_table desc, place
