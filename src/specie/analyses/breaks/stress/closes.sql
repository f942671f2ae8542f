-- Two years of closes of the tickers that are held, and of the market's where one is named.
SELECT ticker, date, close
FROM prices
WHERE date <= $as_of AND date > $since
  AND (ticker IN (SELECT ticker FROM holdings) OR ticker = $market)
ORDER BY ticker, date
