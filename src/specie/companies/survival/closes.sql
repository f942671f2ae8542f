-- Daily closes of some tickers up to a day, oldest first.
select ticker, date, close
from prices
where list_contains($tickers, ticker) and date between $since and $until
order by ticker, date
