-- Charges of all bills, rolled up per day and key; columns in the currency of the book are added later.
CREATE OR REPLACE TABLE bill_lines (
    file VARCHAR, charge_date DATE, initiative_id VARCHAR, vendor_id VARCHAR, invoice_issuer VARCHAR,
    host VARCHAR, developer VARCHAR, service VARCHAR, charge_category VARCHAR, currency VARCHAR,
    billed_cost DECIMAL(38, 12), effective_cost DECIMAL(38, 12), n_rows BIGINT
);
-- Groups of all files by billing account, to find exports that overlap.
CREATE OR REPLACE TEMP TABLE _bill_seen (
    file VARCHAR, starts_on DATE, account VARCHAR, issuer VARCHAR, host VARCHAR, developer VARCHAR, service VARCHAR,
    charge_category VARCHAR, currency VARCHAR, tag VARCHAR, billed DECIMAL(38, 18), effective DECIMAL(38, 18),
    n_rows BIGINT
);
-- Charges per invoice, tax apart, for the files of invoice totals.
CREATE OR REPLACE TEMP TABLE _bill_charged (invoice VARCHAR, currency VARCHAR, n_rows BIGINT, billed DECIMAL(38, 18));
