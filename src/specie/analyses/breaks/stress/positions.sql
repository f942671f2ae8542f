-- Positions with the newest close of their ticker up to the day; fx turns the price of the row into the book's money.
SELECT h.holding_id, h.company_id, h.ticker, h.quantity, h.price, h.price_book, h.currency, h.share_class,
       p.close, p.date AS day, h._file, h._row
FROM holdings h
LEFT JOIN (
    SELECT ticker, date, close,
           row_number() OVER (PARTITION BY ticker ORDER BY date DESC) AS newest
    FROM prices
    WHERE date <= $as_of
) p ON p.ticker = h.ticker AND p.newest = 1
ORDER BY h._row
