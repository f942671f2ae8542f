-- Models with tokens in the last days, by initiative.
SELECT initiative_id, provider, model, max(date) AS last_on, count(*) AS n_rows
FROM usage
WHERE date BETWEEN $start AND $end AND initiative_id IS NOT NULL AND model IS NOT NULL
    AND coalesce(input_tokens, 0) + coalesce(output_tokens, 0) > 0
GROUP BY ALL
ORDER BY ALL
