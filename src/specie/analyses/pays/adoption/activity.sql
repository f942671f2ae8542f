-- What an initiative's people did in a window; NULL where no row counts it.
SELECT initiative_id, sum(requests) AS requests, sum(seats) AS seats,
    sum(coalesce(input_tokens, 0) + coalesce(output_tokens, 0))
        FILTER (WHERE input_tokens IS NOT NULL OR output_tokens IS NOT NULL) AS tokens,
    min(date) AS first_on
FROM usage
WHERE date BETWEEN $start AND $end AND initiative_id IS NOT NULL
GROUP BY initiative_id;
