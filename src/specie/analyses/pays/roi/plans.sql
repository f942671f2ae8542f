-- What was registered for each initiative before the spend.
SELECT initiative_id, max(decide_on) AS decide_on, bool_or(baseline IS NOT NULL) AS baseline
FROM plans
GROUP BY initiative_id
ORDER BY initiative_id
