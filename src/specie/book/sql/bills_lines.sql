-- What is used of one file, in a fixed order.
INSERT INTO bill_lines
SELECT file, starts_on, initiative_id, vendor_id, issuer, host, developer, service, charge_category, currency,
    CAST(sum(billed) AS DECIMAL(38, 12)), CAST(sum(effective) AS DECIMAL(38, 12)), CAST(sum(n_rows) AS BIGINT)
FROM _bill_resolved
WHERE fault & $aside = 0 AND currency_known
GROUP BY ALL
ORDER BY ALL;
