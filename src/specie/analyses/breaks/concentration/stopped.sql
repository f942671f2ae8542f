-- Initiatives that were stopped: nothing of them can fail any more.
SELECT initiative_id FROM stage_spells WHERE left_on IS NULL AND stage = 'stopped' ORDER BY initiative_id
