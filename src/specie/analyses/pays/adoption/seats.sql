-- Seats in use and paid for on each day, by initiative. A day on which one row lacks seats_paid has none.
SELECT initiative_id, date AS day, sum(seats) AS used,
    CASE WHEN bool_and(seats_paid IS NOT NULL) THEN sum(seats_paid) END AS paid,
    string_agg(DISTINCT coalesce(model, provider), ', ' ORDER BY coalesce(model, provider)) AS tools
FROM usage
WHERE seats IS NOT NULL AND date BETWEEN $start AND $end
GROUP BY ALL
ORDER BY initiative_id NULLS LAST, day;
