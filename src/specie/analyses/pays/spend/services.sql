-- What the bills are for: service by service, largest first.
SELECT
    invoice_issuer AS issuer, service, sum(billed_cost_book) AS amount,
    sum(CASE WHEN initiative_id IS NULL THEN billed_cost_book ELSE 0 END) AS unassigned
FROM bill_lines
GROUP BY ALL
ORDER BY amount DESC, issuer, service
