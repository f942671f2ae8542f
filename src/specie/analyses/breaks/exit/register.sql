-- What a register of suppliers asks of vendors and contracts beyond what the rest of the analysis reads.
SELECT
    c.contract_id, c.vendor_id, c.service, c.audited_on, v.name, v.legal_id, v.region, v.company_id
FROM contracts AS c
LEFT JOIN vendors AS v ON v.vendor_id = c.vendor_id
ORDER BY c.vendor_id, c.contract_id
