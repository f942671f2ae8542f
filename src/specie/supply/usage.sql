-- Tokens by initiative, model, step of price and class of length. The two sums stand for the changes of price on
-- or before the day and for the thresholds that the mean input of a request is above; one more class holds rows
-- whose number of requests is not known.
SELECT
    initiative_id, provider, model,
    {steps} AS step,
    CASE WHEN coalesce(requests, 0) <= 0 THEN {unknown} ELSE {classes} END AS length_class,
    CAST(coalesce(sum(input_tokens), 0) AS DOUBLE) AS tokens_in,
    CAST(coalesce(sum(cached_input_tokens), 0) AS DOUBLE) AS cached,
    CAST(coalesce(sum(output_tokens), 0) AS DOUBLE) AS tokens_out,
    count(*) AS n_rows
FROM usage
WHERE date BETWEEN $start AND $end AND coalesce(input_tokens, 0) + coalesce(output_tokens, 0) > 0
GROUP BY ALL
ORDER BY ALL
