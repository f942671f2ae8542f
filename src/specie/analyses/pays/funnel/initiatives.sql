-- Every initiative with what the funnel shows of it.
SELECT initiative_id, approach, business_owner, technical_owner
FROM initiatives
ORDER BY initiative_id
