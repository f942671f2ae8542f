-- Initiatives that were stopped.
SELECT initiative_id FROM stage_spells WHERE left_on IS NULL AND stage = 'stopped'
