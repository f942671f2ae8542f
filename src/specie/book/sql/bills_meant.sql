-- Texts as written -> texts as meant, with initiative and vendor. First match: tag, SKU, account, service; a tag that names no initiative leaves the row unassigned.
CREATE OR REPLACE TEMP TABLE _bill_meant AS
WITH written AS (
    SELECT texts, fault, sku_initiative, account_initiative,
        bill_text(issuer) AS issuer,
        bill_text(host_provider) AS host_provider,
        bill_text(service_provider) AS service_provider,
        bill_text(provider) AS provider,
        bill_text(publisher) AS publisher,
        bill_tag(model_developer) AS model_developer,
        bill_text(service) AS service,
        bill_text(category) AS category,
        bill_text(currency) AS currency_written,
        bill_text(account) AS account,
        bill_text(invoice) AS invoice,
        bill_tag(tag) AS tag
    FROM _bill_clean
),
clean AS (
    SELECT texts, fault, sku_initiative, account_initiative, issuer, service, category, account, invoice,
        currency_written, upper(currency_written) AS currency, bill_text(tag) AS tag,
        coalesce(if(lower(host_provider) = 'not applicable', NULL, host_provider), service_provider, provider) AS host,
        coalesce(bill_text(model_developer), publisher, service_provider) AS developer
    FROM written
),
known AS (SELECT DISTINCT initiative_id AS id FROM initiatives),
suppliers AS (SELECT DISTINCT vendor_id AS id FROM vendors),
named AS (SELECT lower(name) AS name, min(vendor_id) AS id FROM vendors GROUP BY ALL),
categories AS (SELECT unnest($categories) AS category)
SELECT clean.* EXCLUDE (category),
    coalesce(categories.category, clean.category) AS charge_category,
    categories.category IS NOT NULL AS category_known,
    coalesce(regexp_full_match(clean.currency, '[A-Z]{3}'), false) AS currency_known,
    clean.tag IS NOT NULL AND tagged.id IS NULL AS tag_unknown,
    CASE WHEN clean.tag IS NULL THEN coalesce(by_sku.id, by_account.id, by_service.id) ELSE tagged.id END
        AS initiative_id,
    coalesce(by_rule.id, by_name.id) AS vendor_id
FROM clean
LEFT JOIN categories ON lower(categories.category) = lower(clean.category)
LEFT JOIN known AS tagged ON tagged.id = clean.tag
LEFT JOIN known AS by_sku ON by_sku.id = clean.sku_initiative
LEFT JOIN known AS by_account ON by_account.id = clean.account_initiative
LEFT JOIN _bill_rules AS service_rule ON service_rule.kind = 'service' AND service_rule.key = clean.service
LEFT JOIN known AS by_service ON by_service.id = service_rule.target
LEFT JOIN _bill_rules AS vendor_rule ON vendor_rule.kind = 'vendor' AND vendor_rule.key = clean.issuer
LEFT JOIN suppliers AS by_rule ON by_rule.id = vendor_rule.target
LEFT JOIN named AS by_name ON by_name.name = lower(clean.issuer);
