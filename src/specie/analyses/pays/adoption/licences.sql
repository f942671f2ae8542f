-- Money for seats in a window, by initiative, prepaid years spread over what they cover: purchases at their
-- effective cost, what was drawn from such a purchase, and licences booked as costs. Where an initiative uses
-- tokens as well, what it draws may be tokens, so it is left out.
WITH bought AS (
    SELECT DISTINCT initiative_id, service
    FROM bill_lines
    WHERE lower(charge_category) = 'purchase' AND initiative_id IS NOT NULL
),
metered AS (
    SELECT DISTINCT initiative_id
    FROM usage
    WHERE initiative_id IS NOT NULL AND coalesce(input_tokens, 0) + coalesce(output_tokens, 0) > 0
),
money AS (
    SELECT initiative_id, coalesce(effective_cost_book, billed_cost_book) AS amount
    FROM bill_lines
    WHERE lower(charge_category) = 'purchase' AND charge_date BETWEEN $start AND $end
    UNION ALL
    SELECT lines.initiative_id, lines.effective_cost_book
    FROM bill_lines AS lines
    SEMI JOIN bought ON lines.initiative_id = bought.initiative_id AND lines.service = bought.service
    ANTI JOIN metered ON lines.initiative_id = metered.initiative_id
    WHERE lower(lines.charge_category) = 'usage' AND lines.charge_date BETWEEN $start AND $end
    UNION ALL
    SELECT initiative_id, amount_book
    FROM costs
    WHERE cost_type = 'licence' AND date BETWEEN $start AND $end
)
SELECT initiative_id, sum(amount) AS money
FROM money
WHERE initiative_id IS NOT NULL
GROUP BY initiative_id;
