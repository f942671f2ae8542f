-- Issued totals beside their charges; tax lines and open invoices may differ by the specification.
WITH invoiced AS (
    SELECT min(file) AS file, invoice, currency, sum(billed) AS billed
    FROM _bill_invoiced
    WHERE invoice IS NOT NULL AND currency IS NOT NULL AND coalesce(status, '') <> 'open'
        AND coalesce(category, '') <> 'tax'
    GROUP BY invoice, currency
),
charged AS (
    SELECT invoice, currency, sum(billed) AS billed, sum(n_rows) AS n_rows FROM _bill_charged GROUP BY ALL
)
SELECT invoiced.file, invoice, currency, CAST(invoiced.billed AS DECIMAL(38, 12)),
    CAST(charged.billed AS DECIMAL(38, 12)), charged.n_rows
FROM invoiced LEFT JOIN charged USING (invoice, currency)
WHERE invoiced.billed IS NOT NULL
ORDER BY ALL;
