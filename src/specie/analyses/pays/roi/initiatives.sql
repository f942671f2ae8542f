-- Every initiative with its owners, where it stands, and when it came into use and ended.
SELECT
    i.initiative_id, i.name, i.function, i.approach, i.business_owner,
    s.stage, s.used_from, s.stopped_on,
    r.first_on, coalesce(r.treated, 0) AS treated, coalesce(r.fresh, 0) AS fresh
FROM initiatives AS i
LEFT JOIN (
    SELECT
        initiative_id,
        max(stage) FILTER (left_on IS NULL) AS stage,
        min(entered_on) FILTER (stage IN ('pilot', 'production', 'scaled')) AS used_from,
        min(entered_on) FILTER (stage = 'stopped') AS stopped_on
    FROM stage_spells
    GROUP BY initiative_id
) AS s USING (initiative_id)
LEFT JOIN (
    SELECT
        initiative_id, min(treated_on) AS first_on, count(*) AS treated,
        count(*) FILTER (treated_on > $ramping) AS fresh
    FROM rollout
    WHERE treated_on <= $as_of
    GROUP BY initiative_id
) AS r USING (initiative_id)
ORDER BY i.initiative_id
