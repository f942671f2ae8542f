-- Every initiative with its function and approach, the stage it stands in, and the accounts it claims.
SELECT
    i.initiative_id, i.function, i.approach, s.stage,
    coalesce(b.accounts, []) AS accounts
FROM initiatives AS i
LEFT JOIN (
    SELECT initiative_id, arg_max(stage, entered_on) AS stage
    FROM stage_spells
    WHERE left_on IS NULL
    GROUP BY initiative_id
) AS s USING (initiative_id)
LEFT JOIN (
    SELECT initiative_id, list_sort(list_distinct(list(ledger_account))) AS accounts
    FROM benefits
    WHERE ledger_account IS NOT NULL
    GROUP BY initiative_id
) AS b USING (initiative_id)
ORDER BY i.initiative_id
