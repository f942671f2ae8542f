-- Every initiative and the stage it is in; no stage known counts as running.
SELECT
    i.initiative_id,
    coalesce(s.stage, '') NOT IN ('idea', 'approval', 'stopped') AS runs
FROM initiatives AS i
LEFT JOIN stage_spells AS s ON s.initiative_id = i.initiative_id AND s.left_on IS NULL
ORDER BY i.initiative_id
