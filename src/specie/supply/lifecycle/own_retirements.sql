-- The user's own retirements, in file order.
select provider, model, announced, shuts_down, replacement, source, as_of, _file, _row
from retirements
order by _file, _row
