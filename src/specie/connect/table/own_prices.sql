select ticker, date, close, _file, _row
from prices
order by _file, _row
