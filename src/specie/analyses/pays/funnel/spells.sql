-- Every spell of every initiative in a stage, in order, with the note the user wrote when it began.
SELECT spell.initiative_id, spell.stage, spell.entered_on, spell.left_on, spell.blocked_by, stages.note
FROM stage_spells AS spell
LEFT JOIN stages
    ON stages.initiative_id = spell.initiative_id
    AND stages.stage = spell.stage
    AND stages.entered_on = spell.entered_on
ORDER BY spell.initiative_id, spell.entered_on, spell.left_on NULLS LAST
