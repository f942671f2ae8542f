-- All AI money in one ledger, each line with the initiative's function and the stage the initiative was in on that day.
CREATE OR REPLACE VIEW spend_ledger AS
SELECT money.date, CAST(date_trunc('month', money.date) AS DATE) AS month, money.source, money.file,
    money.initiative_id, initiatives.function, spells.stage, money.vendor_id, money.cost_type,
    money.amount_book, money.n_rows
FROM money_lines AS money
ASOF LEFT JOIN stage_spells AS spells
    ON money.initiative_id = spells.initiative_id AND money.date >= spells.entered_on
LEFT JOIN initiatives ON money.initiative_id = initiatives.initiative_id;
