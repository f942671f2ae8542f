-- The user's own assumptions on companies, in file order; no company means every company.
select company_id, segment, driver, low, "mode", high, source, as_of, _file, _row
from assumptions
order by _file, _row
