-- Every initiative with its owners and the stage it is in; none where stages says nothing of it.
SELECT
    i.initiative_id, i.name, i.function, i.approach, i.business_owner, i.technical_owner, s.stage
FROM initiatives AS i
LEFT JOIN (
    SELECT initiative_id, max(stage) AS stage FROM stage_spells WHERE left_on IS NULL GROUP BY initiative_id
) AS s USING (initiative_id)
ORDER BY i.initiative_id
