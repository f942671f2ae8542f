-- What each initiative spent only once in the twelve months: integration, change and winding down.
SELECT initiative_id, sum(amount_book) AS amount
FROM spend_ledger
WHERE cost_type IN ('integration', 'change', 'wind_down')
    AND date BETWEEN CAST($start AS DATE) AND CAST($end AS DATE)
    AND initiative_id IS NOT NULL
GROUP BY initiative_id
