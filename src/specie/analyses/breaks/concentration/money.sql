-- Money paid to suppliers in a stretch of days, tax left out: it goes to the state, not to the supplier.
SELECT source, initiative_id, vendor_id, issuer, host, developer, kind, sum(amount) AS amount
FROM (
    SELECT
        'bills' AS source, initiative_id, vendor_id, invoice_issuer AS issuer, host, developer,
        lower(charge_category) AS kind, billed_cost_book AS amount, charge_date AS date
    FROM bill_lines
    UNION ALL
    SELECT 'costs', initiative_id, vendor_id, NULL, NULL, NULL, cost_type, amount_book, date
    FROM costs
)
WHERE date BETWEEN $since AND $until AND amount IS NOT NULL AND kind IS DISTINCT FROM 'tax'
GROUP BY ALL
ORDER BY ALL
