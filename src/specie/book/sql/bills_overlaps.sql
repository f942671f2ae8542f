-- Pairs of files with the same count and sums for the same day, billing account and key. Sums of nothing, and
-- charges without an account, prove nothing.
SELECT later.file, first.file, count(*), sum(later.n_rows), later.currency,
    CAST(sum(later.billed) AS DECIMAL(38, 12)), min(later.starts_on), max(later.starts_on)
FROM _bill_seen AS first
JOIN _bill_seen AS later
    ON first.file < later.file
    AND first.starts_on = later.starts_on
    AND first.account = later.account
    AND first.currency = later.currency
    AND first.n_rows = later.n_rows
    AND first.billed = later.billed
    AND first.issuer IS NOT DISTINCT FROM later.issuer
    AND first.host IS NOT DISTINCT FROM later.host
    AND first.developer IS NOT DISTINCT FROM later.developer
    AND first.service IS NOT DISTINCT FROM later.service
    AND first.charge_category IS NOT DISTINCT FROM later.charge_category
    AND first.tag IS NOT DISTINCT FROM later.tag
    AND first.effective IS NOT DISTINCT FROM later.effective
WHERE later.billed <> 0
GROUP BY later.file, first.file, later.currency
ORDER BY ALL;
