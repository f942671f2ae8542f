-- One row per benefit with the credits of its ledger account in its period, shared among the benefits that
-- point at them in proportion to what each claims. A saving stands in the ledger as a negative amount.
with credits as (
    select b._file, b._row, -sum(least(l.amount_book, 0)) as credit
    from benefits b join ledger l
      on l.account = b.ledger_account and l."date" between b.period_start and b.period_end
    group by b._file, b._row
),
claims as (
    select ledger_account, period_start, period_end, sum(greatest(amount_book, 0)) as claimed
    from benefits where ledger_account is not null group by all
)
select b.initiative_id, b.period_start, b.period_end, b.amount_book as claimed, b.cash_class,
       b.ledger_account is not null as has_account,
       coalesce(case when c.claimed > 0 then k.credit * b.amount_book / c.claimed end, 0) as credited,
       b._file, b._row
from benefits b
left join credits k on k._file = b._file and k._row = b._row
left join claims c on c.ledger_account = b.ledger_account
    and c.period_start = b.period_start and c.period_end = b.period_end
order by b.initiative_id, b.period_start, b._file, b._row
