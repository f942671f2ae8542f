-- Vendors behind which no company is named.
select vendor_id
from vendors
where company_id is null
order by vendor_id
