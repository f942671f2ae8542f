-- Tokens by initiative, model and month.
SELECT
    initiative_id, provider, model, CAST(date_trunc('month', date) AS DATE) AS month,
    CAST(coalesce(sum(input_tokens), 0) AS BIGINT) AS input_tokens,
    CAST(coalesce(sum(cached_input_tokens), 0) AS BIGINT) AS cached_tokens,
    CAST(coalesce(sum(output_tokens), 0) AS BIGINT) AS output_tokens
FROM usage
WHERE initiative_id IS NOT NULL AND model IS NOT NULL AND date BETWEEN $since AND $until
GROUP BY ALL
HAVING sum(coalesce(input_tokens, 0) + coalesce(output_tokens, 0)) > 0
ORDER BY ALL
