-- The day each initiative began to be used, for metrics whose units nobody listed in the roll-out.
SELECT
    initiative_id,
    min(entered_on) FILTER (stage IN ('pilot', 'production', 'scaled')) AS began_on,
    min(entered_on) FILTER (stage = 'stopped') AS stopped_on
FROM stages
GROUP BY initiative_id
ORDER BY initiative_id
