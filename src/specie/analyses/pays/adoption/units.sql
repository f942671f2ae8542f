-- Units that an initiative is meant for, when each started and stopped, and the initiative's stage today with
-- the day it entered it.
SELECT rollout.initiative_id, rollout.unit_id, rollout.treated_on, rollout.left_on, rollout.assigned, spells.stage,
    spells.entered_on
FROM rollout
LEFT JOIN stage_spells AS spells ON rollout.initiative_id = spells.initiative_id AND spells.left_on IS NULL
ORDER BY rollout.initiative_id, rollout.unit_id;
