-- Every bill file in the currency it was billed in.
SELECT file, currency, sum(billed_cost) AS billed, sum(effective_cost) AS effective
FROM bill_lines
GROUP BY ALL
ORDER BY ALL
