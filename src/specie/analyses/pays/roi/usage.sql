-- What each initiative used in a stretch of days: tokens or requests, and seats.
SELECT
    initiative_id,
    sum(coalesce(input_tokens, 0) + coalesce(output_tokens, 0) + coalesce(requests, 0)) > 0 AS tokens,
    coalesce(max(seats), 0) > 0 AS seats
FROM usage
WHERE date BETWEEN $start AND $as_of AND initiative_id IS NOT NULL
GROUP BY initiative_id
ORDER BY initiative_id
