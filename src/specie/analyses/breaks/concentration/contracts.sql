-- Contracts that have not ended, the one that ends first on top.
SELECT contract_id, vendor_id, ends_on, notice_days, region
FROM contracts
WHERE ends_on IS NOT NULL AND ends_on >= $as_of
ORDER BY ends_on, contract_id
