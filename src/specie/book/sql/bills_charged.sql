INSERT INTO _bill_charged
SELECT invoice, currency, CAST(sum(n_rows) AS BIGINT), sum(billed)
FROM _bill_resolved
WHERE invoice IS NOT NULL AND charge_category IS DISTINCT FROM 'Tax'
GROUP BY ALL;
