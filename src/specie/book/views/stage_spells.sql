-- Each stay of an initiative in a stage; the last one goes on until the book's date.
CREATE OR REPLACE VIEW stage_spells AS
WITH ordered AS (
    SELECT initiative_id, stage, entered_on, blocked_by,
        lead(entered_on) OVER spell AS left_on,
        lead(stage) OVER spell AS next_stage
    FROM stages
    WINDOW spell AS (PARTITION BY initiative_id ORDER BY entered_on, stage_rank(stage))
)
SELECT initiative_id, stage, entered_on, left_on, next_stage,
    CAST(coalesce(left_on, _book.as_of) - entered_on AS BIGINT) AS days,
    blocked_by
FROM ordered, _book
ORDER BY initiative_id, entered_on, stage_rank(stage);
