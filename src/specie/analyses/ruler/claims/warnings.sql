-- Every warning of the book, the newest first.
select warning_id, statement, speaker, affiliation, interest, said_on, company_id, due, due_end, probability,
       actual, resolved_on, source, _file, _row
from warnings order by said_on desc, _file, _row
