-- All AI money in one ledger: costs as booked, bills at their invoice figure, each with the initiative's
-- function and the stage the initiative was in on that day.
CREATE OR REPLACE VIEW spend_ledger AS
WITH money AS (
    SELECT date, 'costs' AS source, _file AS file, initiative_id, vendor_id, cost_type,
        amount_book, 1 AS n_rows
    FROM costs
    UNION ALL
    SELECT charge_date, 'bills', file, initiative_id, vendor_id,
        CASE lower(charge_category) WHEN 'purchase' THEN 'licence' ELSE lower(charge_category) END,
        billed_cost_book, n_rows
    FROM bill_lines
)
SELECT money.date, CAST(date_trunc('month', money.date) AS DATE) AS month, money.source, money.file,
    money.initiative_id, initiatives.function, spells.stage, money.vendor_id, money.cost_type,
    money.amount_book, money.n_rows
FROM money
ASOF LEFT JOIN stage_spells AS spells
    ON money.initiative_id = spells.initiative_id AND money.date >= spells.entered_on
LEFT JOIN initiatives ON money.initiative_id = initiatives.initiative_id;
