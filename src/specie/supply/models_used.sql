-- Models that were used with tokens in a stretch of days.
SELECT DISTINCT provider, model
FROM usage
WHERE date BETWEEN $start AND $end AND coalesce(input_tokens, 0) + coalesce(output_tokens, 0) > 0
ORDER BY ALL
