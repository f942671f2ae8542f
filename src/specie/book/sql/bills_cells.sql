-- Cells of a bill that is text. A macro copies its argument wherever it is named, so none here is nested in
-- another over a cell: the plan would grow with the power of the nesting.

-- A text without spaces around it; empty ones and words for "unknown" are NULL.
CREATE OR REPLACE MACRO bill_text(x) AS
    CASE WHEN upper(trim(x)) IN ('', 'NULL', '(NULL)', 'NONE', 'N/A', '\N') THEN NULL ELSE trim(x) END;

-- A plain number first; else decimal commas where the file is of that habit, or commas between thousands
-- before a decimal point. What can be read two ways is not read.
CREATE OR REPLACE MACRO bill_number(x, comma) AS
    coalesce(try_cast(x AS DECIMAL(38, 18)), CASE
        WHEN comma AND regexp_full_match(x, '\s*[-+]?(\d+|\d{1,3}(\.\d{3})+),\d*\s*')
            THEN try_cast(translate(x, ',.', '.') AS DECIMAL(38, 18))
        WHEN regexp_full_match(x, '\s*[-+]?\d{1,3}(,\d{3})+\.\d+\s*')
            THEN try_cast(replace(x, ',', '') AS DECIMAL(38, 18)) END);

-- ISO date and time, year first: without an offset it is UTC, with one it is brought to UTC.
CREATE OR REPLACE MACRO bill_time(x) AS
    CASE WHEN length(x) >= 22 AND NOT suffix(x, 'Z') AND regexp_matches(x, '[+-]\d{2}(:?\d{2})?$')
        THEN make_timestamp(epoch_us(try_cast(x AS TIMESTAMPTZ)))
        ELSE try_cast(x AS TIMESTAMP) END;

-- The text of a JSON scalar.
CREATE OR REPLACE MACRO bill_tag(x) AS
    CASE WHEN json_valid(x) THEN json_extract_string(x, '$') ELSE nullif(x, '') END;
