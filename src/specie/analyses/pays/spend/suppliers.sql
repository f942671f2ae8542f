-- All AI money by month and by who is paid: the vendor, the issuer where no vendor was matched, or nobody named.
SELECT month, vendor_id, issuer, sum(amount) AS amount
FROM (
    SELECT
        CAST(date_trunc('month', charge_date) AS DATE) AS month, vendor_id, invoice_issuer AS issuer,
        billed_cost_book AS amount
    FROM bill_lines
    UNION ALL
    SELECT CAST(date_trunc('month', date) AS DATE), vendor_id, NULL, amount_book
    FROM costs
)
GROUP BY ALL
ORDER BY ALL
