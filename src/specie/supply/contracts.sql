-- Every contract with what was paid to its vendor from its first day to the book's day, tax left out; a
-- contract without a first day draws on nothing that can be dated.
SELECT
    c.contract_id, c.vendor_id, c.starts_on, c.ends_on,
    c.committed_book AS committed, c.prepaid_book AS prepaid,
    c.price_protection, c.notice_days, c.export_terms, c.region, c._file AS file, c._row AS row,
    CASE WHEN c.starts_on IS NULL THEN NULL ELSE coalesce((
        SELECT sum(m.amount_book) FROM spend_ledger AS m
        WHERE m.vendor_id = c.vendor_id AND m.cost_type IS DISTINCT FROM 'tax'
            AND m.date BETWEEN c.starts_on AND least(coalesce(c.ends_on, $as_of), $as_of)
    ), 0) END AS paid
FROM contracts AS c
ORDER BY c.vendor_id, c.starts_on, c.contract_id
