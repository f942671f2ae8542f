-- One cell at a time: text as it was written -> what it says, or why it cannot be read.
-- Every macro takes the trimmed text (NULL when the cell was empty). Codes are explained in codes.py.

-- Spaces of every kind (tab, line ends, no-break, thin, zero-width, ideographic) at both ends are no text.
CREATE OR REPLACE MACRO cell_text(x) AS
    nullif(trim(x, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194)
        || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202)
        || chr(8203) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288) || chr(65279)), '');

-- Full-width letters, digits and punctuation as their plain twins; the typographic minus as a hyphen.
CREATE OR REPLACE MACRO cell_plain(x) AS
    translate(x,
        '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ．，－＋％（）／：＿＃＄￥　−‐‑–',
        '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,-+%()/:_#$¥ ----');

-- Words people write for "unknown".
CREATE OR REPLACE MACRO cell_unknown_word(x) AS
    lower(x) IN ('null', '(null)', 'none', 'n/a', 'n.a.', 'n.a', 'nil', '\n', '-', '--', '—', '–', '－', '?', '無', '未知', '不詳');
CREATE OR REPLACE MACRO cell_unknown_number(x) AS
    cell_unknown_word(x) OR lower(x) IN ('na', 'nan', 'nat', '.');

CREATE OR REPLACE MACRO cell_formula_error(x) AS
    regexp_full_match(x, '#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|ERROR!)');

-- Numbers ------------------------------------------------------------------------------------------------

CREATE OR REPLACE MACRO number_is_plain(x) AS
    try_cast(x AS DECIMAL(38, 12)) IS NOT NULL OR isfinite(try_cast(x AS DOUBLE));

-- The digits with their separators, without sign, currency and percent; NULL when there is more than that.
CREATE OR REPLACE MACRO number_digits(x) AS
    CASE WHEN regexp_full_match(cell_plain(x),
        '[(]?\s*[-+]?\s*((US|NT|HK|A|C|S|R|MX)?[$]|[€£¥₩₹]|USD|EUR|GBP|TWD|NTD|JPY|CNY|RMB|HKD|SGD|KRW|INR|AUD|CAD|CHF|SEK|NOK|DKK|BRL|MXN|THB|VND|IDR|MYR|PHP|ZAR|PLN|CZK|NZD|ILS|TRY|AED|SAR)?\s*[-+]?\s*[.]?[0-9][0-9.,'' \x{00A0}\x{202F}\x{2009}’]*\s*([%€£¥₩元円$]|USD|EUR|GBP|TWD|NTD|JPY|CNY|RMB|HKD|SGD|KRW|INR|AUD|CAD|CHF|SEK|NOK|DKK|BRL|MXN|THB|VND|IDR|MYR|PHP|ZAR|PLN|CZK|NZD|ILS|TRY|AED|SAR)?\s*[-)]?')
    THEN regexp_replace(regexp_replace(cell_plain(x), '[^0-9.,'' \x{00A0}\x{202F}\x{2009}’]', '', 'g'),
                        '^[ \x{00A0}\x{202F}\x{2009}]+|[ \x{00A0}\x{202F}\x{2009}]+$', '', 'g')
    END;

CREATE OR REPLACE MACRO number_spaced(d) AS
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

-- What a column shows of its own habit: the decimal mark it certainly uses.
CREATE OR REPLACE MACRO number_shows_comma(shape) AS shape IN ('decimal comma', 'grouped by dot');
CREATE OR REPLACE MACRO number_shows_dot(shape) AS shape IN ('decimal dot', 'grouped by comma');

-- comma, dot: whether the column shows that mark as decimal mark (or, for comma, the delimiter suggests it).
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

CREATE OR REPLACE MACRO number_undecorated(d, mark) AS
    CASE mark WHEN '.' THEN replace(d, ',', '')
              WHEN ',' THEN replace(replace(d, '.', ''), ',', '.') END;

CREATE OR REPLACE MACRO number_sign(x) AS
    CASE WHEN regexp_matches(cell_plain(x), '^[(].*[)]$|-') THEN '-' ELSE '' END;

-- The number as plain text: sign, digits, dot. NULL when it cannot be told.
CREATE OR REPLACE MACRO number_text(x, comma, dot) AS
    CASE WHEN number_is_plain(x) AND number_shape(ltrim(x, '+-')) <> 'one dot' THEN x
         ELSE number_sign(x) || number_undecorated(number_spaced(number_digits(x)),
                  number_mark(number_shape(number_spaced(number_digits(x))), comma, dot)) END;

CREATE OR REPLACE MACRO number_divisor(x) AS CASE WHEN contains(cell_plain(x), '%') THEN 100 ELSE 1 END;

-- Dates --------------------------------------------------------------------------------------------------

CREATE OR REPLACE MACRO date_is_plain(x) AS
    regexp_full_match(x, '\d{4}-\d{2}-\d{2}') AND try_cast(x AS DATE) IS NOT NULL;

CREATE OR REPLACE MACRO date_of(y, m, d) AS
    try_cast(lpad(CAST(y AS VARCHAR), 4, '0') || '-' || lpad(CAST(m AS VARCHAR), 2, '0') || '-'
        || lpad(CAST(d AS VARCHAR), 2, '0') AS DATE);

CREATE OR REPLACE MACRO date_part_of(x, pattern, part) AS
    try_cast(nullif(regexp_extract(x, pattern, part), '') AS INTEGER);

CREATE OR REPLACE MACRO date_shape(x) AS
    CASE
        WHEN regexp_full_match(x, '\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*') THEN 'time'
        WHEN regexp_full_match(x, '\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?') THEN 'year first'
        WHEN regexp_full_match(x, '\d{8}') THEN 'compact'
        WHEN regexp_full_match(x, '民國\s*\d{2,3}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|1\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?') THEN 'republic'
        WHEN regexp_full_match(x, '\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4}') THEN 'year last'
        WHEN regexp_full_match(x, '\d{5}(\.\d+)?') THEN 'serial'
        WHEN regexp_full_match(x, '[0-9]{1,2}[ -]+[A-Za-z]{3,9}\.?[ ,-]+\d{4}|[A-Za-z]{3,9}\.? [0-9]{1,2},? \d{4}') THEN 'words'
        ELSE 'none' END;

CREATE OR REPLACE MACRO date_ambiguous(x) AS
    date_shape(x) = 'year last'
    AND date_part_of(x, '^(\d+)', 1) BETWEEN 1 AND 12
    AND date_part_of(x, '^\d+\D+(\d+)', 1) BETWEEN 1 AND 12
    AND date_part_of(x, '^(\d+)', 1) <> date_part_of(x, '^\d+\D+(\d+)', 1);

-- x in plain characters; serials: whether bare numbers are days since 1899-12-30.
CREATE OR REPLACE MACRO date_value(x, serials) AS
    CASE date_shape(x)
        WHEN 'time' THEN try_cast(left(x, 10) AS DATE)
        WHEN 'compact' THEN date_of(left(x, 4), substr(x, 5, 2), right(x, 2))
        WHEN 'year first' THEN date_of(date_part_of(x, '(\d+)\D+(\d+)\D+(\d+)', 1),
            date_part_of(x, '(\d+)\D+(\d+)\D+(\d+)', 2), date_part_of(x, '(\d+)\D+(\d+)\D+(\d+)', 3))
        WHEN 'republic' THEN date_of(1911 + date_part_of(x, '(\d+)\D+(\d+)\D+(\d+)', 1),
            date_part_of(x, '(\d+)\D+(\d+)\D+(\d+)', 2), date_part_of(x, '(\d+)\D+(\d+)\D+(\d+)', 3))
        WHEN 'year last' THEN CASE WHEN date_ambiguous(x) THEN NULL ELSE coalesce(
            date_of(date_part_of(x, '(\d+)\D+(\d+)\D+(\d+)', 3), date_part_of(x, '(\d+)\D+(\d+)\D+(\d+)', 2),
                    date_part_of(x, '(\d+)\D+(\d+)\D+(\d+)', 1)),
            date_of(date_part_of(x, '(\d+)\D+(\d+)\D+(\d+)', 3), date_part_of(x, '(\d+)\D+(\d+)\D+(\d+)', 1),
                    date_part_of(x, '(\d+)\D+(\d+)\D+(\d+)', 2))) END
        WHEN 'words' THEN CAST(try_strptime(regexp_replace(regexp_replace(x, '[.,]', ' ', 'g'), '[ -]+', ' ', 'g'),
            ['%d %b %Y', '%d %B %Y', '%b %d %Y', '%B %d %Y']) AS DATE)
        WHEN 'serial' THEN CASE WHEN serials AND try_cast(x AS DOUBLE) BETWEEN 10000 AND 80000
            THEN DATE '1899-12-30' + CAST(floor(try_cast(x AS DOUBLE)) AS INTEGER) END
    END;

-- Periods ------------------------------------------------------------------------------------------------

CREATE OR REPLACE MACRO period_canonical(x) AS
    CASE
        WHEN regexp_full_match(x, '\d{4}') THEN x
        WHEN regexp_full_match(x, '\d{4}年') THEN left(x, 4)
        WHEN regexp_full_match(x, '(?i)\d{4}[- /]?Q[1-4]') THEN left(x, 4) || '-Q' || right(x, 1)
        WHEN regexp_full_match(x, '(?i)Q[1-4][- /]?\d{4}') THEN right(x, 4) || '-Q' || substr(x, 2, 1)
        WHEN regexp_full_match(x, '\d{4}[-/.]\d{1,2}') THEN left(x, 4) || '-' || lpad(substr(x, 6), 2, '0')
        WHEN regexp_full_match(x, '\d{4}年\d{1,2}月') THEN left(x, 4) || '-' || lpad(regexp_extract(x, '年(\d+)月', 1), 2, '0')
        WHEN regexp_full_match(x, '(?i)\d{4}-?W\d{1,2}') THEN left(x, 4) || '-W' || lpad(regexp_extract(x, '(?i)W(\d+)', 1), 2, '0')
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

CREATE OR REPLACE MACRO boolean_value(x) AS
    CASE WHEN lower(cell_plain(x)) IN ('true', 't', 'yes', 'y', '1', '1.0', 'on', '是', '有', '真', '✓', '✔', 'v') THEN true
         WHEN lower(cell_plain(x)) IN ('false', 'f', 'no', 'n', '0', '0.0', 'off', '否', '無', '假', '✗', '✘', 'x') THEN false END;

CREATE OR REPLACE MACRO choice_plain(x) AS
    regexp_replace(lower(cell_plain(x)), '[\s_-]+', '_', 'g');

-- Stages in the order in which an initiative passes through them.
CREATE OR REPLACE MACRO stage_rank(stage) AS
    list_position(['idea', 'approval', 'pilot', 'production', 'scaled', 'stopped'], stage);

-- Exact where the digits allow it (12 decimals of money, 12 of the rate), else to double precision.
CREATE OR REPLACE MACRO in_book_currency(amount, per_unit) AS
    coalesce(
        TRY(CAST(CAST(amount AS DECIMAL(38, 12)) * CAST(per_unit AS DECIMAL(24, 12)) AS DECIMAL(38, 12))),
        try_cast(CAST(amount AS DOUBLE) * per_unit AS DECIMAL(38, 12)));
