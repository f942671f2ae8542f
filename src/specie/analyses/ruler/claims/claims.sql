-- Every claim of the book, in file order.
select claim_id, statement, topic, company_id, value, low, high, bound, unit, numerator, denominator,
       definition, window_months, sample_size, sample_note, publisher, original, interest, published, occasion, status,
       version, supersedes, source, as_of, _file, _row
from claims order by _file, _row
