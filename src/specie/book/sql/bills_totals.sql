-- Rows and money of one file per currency, as read and as used.
SELECT currency, sum(n_rows), coalesce(sum(n_rows) FILTER (used), 0),
    sum(billed), sum(billed) FILTER (used), sum(effective)
FROM (SELECT *, fault & $aside = 0 AND currency_known AS used FROM _bill_resolved)
GROUP BY currency
ORDER BY currency;
