-- Counts behind every acceptance rate, by initiative and tool. Each pair is summed over the rows that have both.
SELECT initiative_id, coalesce(model, provider) AS tool,
    sum(accepted) FILTER (WHERE suggestions IS NOT NULL) AS accepted_of_shown_part,
    sum(suggestions) FILTER (WHERE accepted IS NOT NULL) AS accepted_of_shown_whole,
    sum(accepted) FILTER (WHERE rejected IS NOT NULL) AS accepted_of_decided_part,
    sum(accepted + rejected) AS accepted_of_decided_whole,
    sum(kept) FILTER (WHERE accepted IS NOT NULL) AS kept_of_accepted_part,
    sum(accepted) FILTER (WHERE kept IS NOT NULL) AS kept_of_accepted_whole,
    sum(kept) FILTER (WHERE suggestions IS NOT NULL) AS kept_of_shown_part,
    sum(suggestions) FILTER (WHERE kept IS NOT NULL) AS kept_of_shown_whole,
    sum(lines_accepted) FILTER (WHERE lines_suggested IS NOT NULL) AS lines_of_suggested_part,
    sum(lines_suggested) FILTER (WHERE lines_accepted IS NOT NULL) AS lines_of_suggested_whole,
    sum(lines_accepted) FILTER (WHERE lines_written IS NOT NULL) AS lines_of_written_part,
    sum(lines_written) FILTER (WHERE lines_accepted IS NOT NULL) AS lines_of_written_whole,
    sum(accepted) FILTER (WHERE seats IS NOT NULL) AS accepted_per_seat_part,
    sum(seats) FILTER (WHERE accepted IS NOT NULL) AS accepted_per_seat_whole
FROM usage
WHERE date BETWEEN $start AND $end AND coalesce(suggestions, accepted, kept, lines_suggested, lines_accepted) IS NOT NULL
GROUP BY ALL
ORDER BY initiative_id NULLS LAST, tool;
