-- The newest AI budget whose period is over, and what was spent in that period.
select b.period, b.amount_book as planned,
       (select coalesce(sum(amount_book), 0) from spend_ledger s
        where s."date" between b.period_start and b.period_end) as spent
from budgets b
where b.scope = 'ai' and b.period_end <= $as_of and b.amount_book > 0
order by b.period_end desc, b.period_start desc
limit 1
