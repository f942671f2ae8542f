-- One cell at a time: text as it was written -> what it says, or why it cannot be read.
-- Every macro takes the trimmed text (NULL when the cell was empty) and needs session.sql. Codes are explained in codes.py.

CREATE OR REPLACE MACRO no_space(code) AS code BETWEEN 33 AND 126 OR code BETWEEN 12289 AND 65278;
CREATE OR REPLACE MACRO cell_text(x) AS
    CASE WHEN no_space(ascii(x)) AND no_space(ascii(right(x, 1))) THEN x
         ELSE nullif(trim(x, getvariable('spaces')), '') END;

-- Full-width letters, digits and punctuation as their plain twins; the typographic minus as a hyphen.
-- (Bytes are as many as characters in plain ASCII, which needs no look.)
CREATE OR REPLACE MACRO cell_plain(x) AS
    CASE WHEN strlen(x) = length(x) THEN x ELSE translate(x,
        '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ．，－＋％（）／：＿＃＄￥　−‐‑–',
        '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,-+%()/:_#$¥ ----') END;

-- Words people write for "unknown".
CREATE OR REPLACE MACRO cell_unknown_word(x) AS
    length(x) < 7 AND contains(' null (null) none n/a n.a. n.a nil \n - -- — – － ? 無 未知 不詳 ', ' ' || lower(x) || ' ');
CREATE OR REPLACE MACRO cell_unknown_number(x) AS
    length(x) < 7 AND contains(' null (null) none n/a n.a. n.a nil \n - -- — – － ? 無 未知 不詳 na nan nat . ', ' ' || lower(x) || ' ');

CREATE OR REPLACE MACRO cell_formula_error(x) AS
    regexp_full_match(x, '#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|ERROR!)');

-- Numbers ------------------------------------------------------------------------------------------------
-- p: the text in plain characters; d: its digits with separators; shape: what the separators look like.

CREATE OR REPLACE MACRO number_is_plain(x) AS
    try_cast(x AS DECIMAL(38, 12)) IS NOT NULL OR isfinite(try_cast(x AS DOUBLE));

-- Digits with their separators, if all there is beside them is a sign, a currency or a percent sign.
CREATE OR REPLACE MACRO number_digits(p) AS
    CASE WHEN regexp_full_match(p,
        '[(]?\s*[-+]?\s*((US|NT|HK|A|C|S|R|MX)?[$]|[€£¥₩₹]|USD|EUR|GBP|TWD|NTD|JPY|CNY|RMB|HKD|SGD|KRW|INR|AUD|CAD|CHF|SEK|NOK|DKK|BRL|MXN|THB|VND|IDR|MYR|PHP|ZAR|PLN|CZK|NZD|ILS|TRY|AED|SAR)?\s*[-+]?\s*[.]?[0-9][0-9.,'' \x{00A0}\x{202F}\x{2009}’]*\s*([%€£¥₩元円$]|USD|EUR|GBP|TWD|NTD|JPY|CNY|RMB|HKD|SGD|KRW|INR|AUD|CAD|CHF|SEK|NOK|DKK|BRL|MXN|THB|VND|IDR|MYR|PHP|ZAR|PLN|CZK|NZD|ILS|TRY|AED|SAR)?\s*[-)]?')
        AND starts_with(p, '(') = ends_with(p, ')') AND length(replace(p, '-', '')) >= length(p) - 1
    THEN trim(regexp_replace(p, '[^0-9.,'' \x{00A0}\x{202F}\x{2009}’]', '', 'g'), getvariable('spaces')) END;

-- Spaces and apostrophes between groups of three are dropped.
CREATE OR REPLACE MACRO number_ungrouped(d) AS
    CASE WHEN regexp_full_match(d, '\d{1,3}([ ''’\x{00A0}\x{202F}\x{2009}]\d{3})+([.,]\d*)?')
        THEN regexp_replace(d, '[ ''’\x{00A0}\x{202F}\x{2009}]', '', 'g') ELSE d END;

CREATE OR REPLACE MACRO number_shape(d) AS
    CASE WHEN d IS NULL THEN 'none'
        WHEN regexp_full_match(d, '\d+') THEN 'digits'
        WHEN regexp_full_match(d, '[1-9]\d{0,2},\d{3}') THEN 'one comma'
        WHEN regexp_full_match(d, '[1-9]\d{0,2}\.\d{3}') THEN 'one dot'
        WHEN regexp_full_match(d, '[1-9]\d{0,2}(,\d{2,3})*,\d{3}(\.\d*)?') THEN 'grouped by comma'
        WHEN regexp_full_match(d, '[1-9]\d{0,2}(\.\d{3})+(,\d*)?') THEN 'grouped by dot'
        WHEN regexp_full_match(d, '\d+,\d*') THEN 'decimal comma'
        WHEN regexp_full_match(d, '\d*\.\d+|\d+\.') THEN 'decimal dot'
        ELSE 'none' END;

-- The decimal mark a cell certainly uses: a column's habit is made of these.
CREATE OR REPLACE MACRO number_shows_comma(shape) AS shape IN ('decimal comma', 'grouped by dot');
CREATE OR REPLACE MACRO number_shows_dot(shape) AS shape IN ('decimal dot', 'grouped by comma');

-- The decimal mark of a cell, given which marks its column shows; NULL when it cannot be told.
CREATE OR REPLACE MACRO number_mark(shape, comma, dot) AS
    CASE shape
        WHEN 'digits' THEN '.'
        WHEN 'decimal dot' THEN '.'
        WHEN 'grouped by comma' THEN '.'
        WHEN 'decimal comma' THEN ','
        WHEN 'grouped by dot' THEN ','
        WHEN 'one comma' THEN CASE WHEN comma AND NOT dot THEN ',' WHEN dot AND NOT comma THEN '.' END
        WHEN 'one dot' THEN CASE WHEN comma AND dot THEN NULL WHEN comma THEN ',' ELSE '.' END
    END;

-- The number as plain text: sign, digits, decimal point.
CREATE OR REPLACE MACRO number_text(p, d, mark) AS
    CASE WHEN regexp_matches(p, '^[(].*[)]$|-') THEN '-' ELSE '' END
    || CASE mark WHEN '.' THEN replace(d, ',', '') WHEN ',' THEN replace(replace(d, '.', ''), ',', '.') END;

CREATE OR REPLACE MACRO number_divisor(p) AS CASE WHEN contains(p, '%') THEN 100 ELSE 1 END;

-- Dates --------------------------------------------------------------------------------------------------
-- p: the text in plain characters; a, b, c: its three numbers in the order in which they are written.

CREATE OR REPLACE MACRO date_is_plain(x) AS
    regexp_full_match(x, '\d{4}-\d{2}-\d{2}') AND try_cast(x AS DATE) IS NOT NULL;

CREATE OR REPLACE MACRO date_of(y, m, d) AS
    try_cast(lpad(CAST(y AS VARCHAR), 4, '0') || '-' || lpad(CAST(m AS VARCHAR), 2, '0') || '-'
        || lpad(CAST(d AS VARCHAR), 2, '0') AS DATE);

CREATE OR REPLACE MACRO date_number(p, part) AS
    try_cast(nullif(regexp_extract(p, '(\d{1,4})\D+(\d{1,4})\D+(\d{1,4})', part), '') AS INTEGER);

CREATE OR REPLACE MACRO date_shape(p) AS
    CASE
        WHEN p IS NULL THEN NULL
        WHEN regexp_full_match(p, '\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*') THEN 'time'
        WHEN regexp_full_match(p, '\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?') THEN 'year first'
        WHEN regexp_full_match(p, '\d{8}') THEN 'compact'
        WHEN regexp_full_match(p, '民國\s*\d{2,3}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|1\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?') THEN 'republic'
        WHEN regexp_full_match(p, '\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4}') THEN 'year last'
        WHEN regexp_full_match(p, '\d{5}(\.\d+)?') THEN 'serial'
        WHEN regexp_full_match(p, '[0-9]{1,2}[ -]+[A-Za-z]{3,9}\.?[ ,-]+\d{4}|[A-Za-z]{3,9}\.? [0-9]{1,2},? \d{4}') THEN 'words'
        ELSE 'none' END;

CREATE OR REPLACE MACRO date_ambiguous(shape, a, b) AS
    shape = 'year last' AND a BETWEEN 1 AND 12 AND b BETWEEN 1 AND 12 AND a <> b;

-- serials: whether bare numbers are days since 1899-12-30, as Excel counts.
CREATE OR REPLACE MACRO date_value(p, shape, a, b, c, serials) AS
    CASE shape
        WHEN 'time' THEN try_cast(left(p, 10) AS DATE)
        WHEN 'compact' THEN date_of(left(p, 4), substr(p, 5, 2), right(p, 2))
        WHEN 'year first' THEN date_of(a, b, c)
        WHEN 'republic' THEN date_of(1911 + a, b, c)
        WHEN 'year last' THEN
            CASE WHEN date_ambiguous(shape, a, b) THEN NULL ELSE coalesce(date_of(c, b, a), date_of(c, a, b)) END
        WHEN 'words' THEN CAST(try_strptime(regexp_replace(p, '[.,\s-]+', ' ', 'g'),
            ['%d %b %Y', '%d %B %Y', '%b %d %Y', '%B %d %Y']) AS DATE)
        WHEN 'serial' THEN CASE WHEN serials AND try_cast(p AS DOUBLE) BETWEEN 10000 AND 80000
            THEN DATE '1899-12-30' + CAST(floor(try_cast(p AS DOUBLE)) AS INTEGER) END
    END;

-- Periods ------------------------------------------------------------------------------------------------

CREATE OR REPLACE MACRO period_canonical(p) AS
    CASE
        WHEN regexp_full_match(p, '\d{4}') THEN p
        WHEN regexp_full_match(p, '\d{4}年') THEN left(p, 4)
        WHEN regexp_full_match(p, '(?i)\d{4}[- /]?Q[1-4]') THEN left(p, 4) || '-Q' || right(p, 1)
        WHEN regexp_full_match(p, '(?i)Q[1-4][- /]?\d{4}') THEN right(p, 4) || '-Q' || substr(p, 2, 1)
        WHEN regexp_full_match(p, '\d{4}[-/.]\d{1,2}') THEN left(p, 4) || '-' || lpad(substr(p, 6), 2, '0')
        WHEN regexp_full_match(p, '\d{4}年\d{1,2}月') THEN left(p, 4) || '-' || lpad(regexp_extract(p, '年(\d+)月', 1), 2, '0')
        WHEN regexp_full_match(p, '(?i)\d{4}-?W\d{1,2}') THEN left(p, 4) || '-W' || lpad(regexp_extract(p, '(?i)W(\d+)', 1), 2, '0')
    END;

CREATE OR REPLACE MACRO period_start(p) AS
    CASE
        WHEN length(p) = 4 THEN try_cast(p || '-01-01' AS DATE)
        WHEN substr(p, 6, 1) = 'Q' THEN date_of(left(p, 4), try_cast(right(p, 1) AS INTEGER) * 3 - 2, 1)
        WHEN substr(p, 6, 1) = 'W' THEN CASE WHEN strftime(try_strptime(p || '-1', '%G-W%V-%u'), '%G-W%V') = p
            THEN CAST(try_strptime(p || '-1', '%G-W%V-%u') AS DATE) END
        WHEN length(p) = 7 THEN try_cast(p || '-01' AS DATE)
        ELSE try_cast(p AS DATE)
    END;

CREATE OR REPLACE MACRO period_end(p) AS
    CASE
        WHEN length(p) = 4 THEN try_cast(p || '-12-31' AS DATE)
        WHEN substr(p, 6, 1) = 'Q' THEN last_day(period_start(p) + INTERVAL 2 MONTH)
        WHEN substr(p, 6, 1) = 'W' THEN CAST(period_start(p) + INTERVAL 6 DAY AS DATE)
        WHEN length(p) = 7 THEN last_day(period_start(p))
        ELSE try_cast(p AS DATE)
    END;

CREATE OR REPLACE MACRO period_is_plain(x) AS
    regexp_full_match(x, '\d{4}(-Q[1-4]|-W\d{2}|-\d{2}|-\d{2}-\d{2})?') AND period_start(x) IS NOT NULL;

-- Words --------------------------------------------------------------------------------------------------

CREATE OR REPLACE MACRO boolean_value(p) AS
    CASE WHEN lower(p) IN ('true', 't', 'yes', 'y', '1', '1.0', 'on', '是', '有', '真', '✓', '✔', 'v') THEN true
         WHEN lower(p) IN ('false', 'f', 'no', 'n', '0', '0.0', 'off', '否', '無', '假', '✗', '✘', 'x') THEN false END;

CREATE OR REPLACE MACRO choice_plain(p) AS
    regexp_replace(lower(p), '[\s_-]+', '_', 'g');

-- Stages in the order in which an initiative passes through them.
CREATE OR REPLACE MACRO stage_rank(stage) AS
    list_position(['idea', 'approval', 'pilot', 'production', 'scaled', 'stopped'], stage);

-- Exact where the digits allow it (12 decimals of money, 12 of the rate), else to double precision.
CREATE OR REPLACE MACRO in_book_currency(amount, per_unit) AS
    coalesce(
        TRY(CAST(CAST(amount AS DECIMAL(38, 12)) * CAST(per_unit AS DECIMAL(24, 12)) AS DECIMAL(38, 12))),
        try_cast(CAST(amount AS DOUBLE) * per_unit AS DECIMAL(38, 12)));
