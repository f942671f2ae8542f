-- Contracts that have not ended, the one that ends first on top.
SELECT contract_id, vendor_id, starts_on, ends_on, notice_days, committed_book AS committed
FROM contracts
WHERE ends_on IS NULL OR ends_on >= $as_of
ORDER BY ends_on, contract_id
