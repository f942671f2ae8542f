-- Evidence on companies, oldest first.
select company_id, field, standing, statement, value, unit, measured_by, observed_on, source, note, as_of,
       _file, _row
from evidence
order by observed_on, _file, _row
