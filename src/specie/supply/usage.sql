-- Tokens by initiative, model, day and class of length: how many of the thresholds the mean input of a request
-- is above, one more class where the number of requests is not known.
SELECT
    initiative_id, provider, model, date,
    CASE
        WHEN coalesce(requests, 0) <= 0 THEN len($thresholds) + 1
        ELSE len(list_filter($thresholds, lambda t: coalesce(input_tokens, 0) / requests > t))
    END AS length_class,
    CAST(sum(coalesce(input_tokens, 0)) AS DOUBLE) AS tokens_in,
    CAST(sum(coalesce(cached_input_tokens, 0)) AS DOUBLE) AS cached,
    CAST(sum(coalesce(output_tokens, 0)) AS DOUBLE) AS tokens_out,
    count(*) AS n_rows
FROM usage
WHERE date BETWEEN $start AND $end AND coalesce(input_tokens, 0) + coalesce(output_tokens, 0) > 0
GROUP BY ALL
ORDER BY ALL
