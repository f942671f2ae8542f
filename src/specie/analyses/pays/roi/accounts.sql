-- The accounts in which claimed benefits should show, from the first day claimed for: savings and income are
-- negative in the ledger and positive here.
WITH claimed AS (
    SELECT ledger_account AS account, min(period_start) AS since, list(DISTINCT initiative_id) AS initiatives
    FROM benefits
    WHERE ledger_account IS NOT NULL
    GROUP BY ALL
)
SELECT
    claimed.account, claimed.since, claimed.initiatives,
    coalesce(-sum(l.amount_book) FILTER (l.date >= claimed.since AND l.amount_book < 0), 0) AS credits,
    coalesce(sum(l.amount_book) FILTER (l.date >= claimed.since AND l.amount_book > 0), 0) AS debits,
    coalesce(-sum(l.amount_book) FILTER (l.date < claimed.since), 0) AS before,
    coalesce(-sum(l.amount_book), 0) AS whole,
    count(l.amount_book) AS n_rows
FROM claimed
LEFT JOIN ledger AS l USING (account)
GROUP BY ALL
ORDER BY claimed.account
