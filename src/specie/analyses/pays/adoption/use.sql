-- What was used in a window, by initiative; an empty use_case or initiative stays NULL.
SELECT usage.initiative_id, lower(trim(initiatives.use_case)) AS use_case,
    sum(coalesce(usage.input_tokens, 0) + coalesce(usage.output_tokens, 0)) AS tokens,
    coalesce(sum(usage.requests), 0) AS requests,
    coalesce(sum(usage.seats), 0) AS seats
FROM usage
LEFT JOIN initiatives ON usage.initiative_id = initiatives.initiative_id
WHERE usage.date BETWEEN $start AND $end
GROUP BY ALL
ORDER BY usage.initiative_id NULLS LAST;
