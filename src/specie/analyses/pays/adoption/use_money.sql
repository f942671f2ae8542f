-- Money for use and licences in a window, by initiative; taxes, credits and labour are no use.
SELECT spend_ledger.initiative_id, lower(trim(initiatives.use_case)) AS use_case, sum(spend_ledger.amount_book) AS money
FROM spend_ledger
LEFT JOIN initiatives ON spend_ledger.initiative_id = initiatives.initiative_id
WHERE spend_ledger.date BETWEEN $start AND $end AND spend_ledger.cost_type IN ('usage', 'licence')
GROUP BY ALL
ORDER BY spend_ledger.initiative_id NULLS LAST;
