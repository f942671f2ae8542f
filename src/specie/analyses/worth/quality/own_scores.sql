-- Scores of models in the order of release.
select company_id, model, released_on, benchmark, score, unit, better, measured_by, measured_on, source, note,
       as_of, _file, _row
from benchmarks
order by released_on, measured_on, _file, _row
