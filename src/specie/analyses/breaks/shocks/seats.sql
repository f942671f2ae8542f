-- Seats in use by initiative: the mean over the last days with a count, and how many days those were.
SELECT initiative_id, provider, model, avg(seats) AS seats, count(*) AS days
FROM usage
WHERE date BETWEEN $start AND $end AND seats IS NOT NULL AND initiative_id IS NOT NULL
GROUP BY ALL
ORDER BY ALL
