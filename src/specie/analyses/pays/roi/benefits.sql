-- What is claimed for each initiative, by what became of it and the account in which it should show;
-- year is what is claimed for periods that lie wholly in the last twelve months.
SELECT
    initiative_id, cash_class, ledger_account AS account,
    sum(amount_book) AS amount,
    sum(CASE WHEN period_start >= $start THEN amount_book ELSE 0 END) AS year,
    min(period_start) AS first_on, max(period_end) AS last_on, count(*) AS n_rows
FROM benefits
GROUP BY ALL
ORDER BY ALL
