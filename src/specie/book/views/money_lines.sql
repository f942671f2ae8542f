-- All AI money, line by line: costs as booked, bills at their invoice figure.
CREATE OR REPLACE VIEW money_lines AS
SELECT date, 'costs' AS source, _file AS file, initiative_id, vendor_id, cost_type,
    amount_book, 1 AS n_rows
FROM costs
UNION ALL
SELECT charge_date, 'bills', file, initiative_id, vendor_id,
    CASE lower(charge_category) WHEN 'purchase' THEN 'licence' ELSE lower(charge_category) END,
    billed_cost_book, n_rows
FROM bill_lines;
