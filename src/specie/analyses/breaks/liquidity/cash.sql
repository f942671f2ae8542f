-- Every balance up to the book's day, in its currency.
SELECT date, cash_book AS cash, monthly_outflow_book AS outflow
FROM cash
ORDER BY date
