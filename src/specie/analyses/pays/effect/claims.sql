-- Initiatives that claim a benefit, with how many rows they claim.
SELECT initiative_id, count(*) AS claims
FROM benefits
GROUP BY initiative_id
ORDER BY initiative_id
