-- Every contract with what was paid to its vendor from its first day to the book's day, tax left out; a
-- contract without a first day draws on nothing that can be dated.
WITH paid AS (
    SELECT vendor_id, date, sum(amount_book) AS amount
    FROM money_lines
    WHERE cost_type IS DISTINCT FROM 'tax' AND vendor_id IN (SELECT vendor_id FROM contracts)
    GROUP BY ALL
)
SELECT
    c.contract_id, c.vendor_id, c.starts_on, c.ends_on,
    c.committed_book AS committed, c.prepaid_book AS prepaid,
    c.price_protection, c.notice_days, c.export_terms, c.region, c._file AS file, c._row AS row,
    coalesce(sum(paid.amount), 0) AS paid
FROM contracts AS c
LEFT JOIN paid
    ON paid.vendor_id = c.vendor_id
    AND paid.date BETWEEN c.starts_on AND least(coalesce(c.ends_on, $as_of), $as_of)
GROUP BY ALL
ORDER BY c.vendor_id, c.starts_on, c.contract_id
