INSERT INTO _bill_seen
SELECT file, starts_on, account, issuer, host, developer, service, charge_category, currency, tag,
    sum(billed), sum(effective), CAST(sum(n_rows) AS BIGINT)
FROM _bill_resolved
WHERE fault & $aside = 0 AND currency_known
GROUP BY ALL;
