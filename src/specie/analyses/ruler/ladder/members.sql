-- One row per initiative: when it reached which stage and what it has cost; an initiative that entered a
-- later stage has reached the earlier ones, recorded or not.
with reached as (
    select initiative_id,
           min(entered_on) as first_seen,
           min(entered_on) filter (stage in ('pilot', 'production', 'scaled')) as piloted_on,
           min(entered_on) filter (stage in ('production', 'scaled')) as produced_on,
           min(entered_on) filter (stage = 'scaled') as scaled_on,
           min(entered_on) filter (stage = 'stopped') as stopped_on
    from stages group by initiative_id
),
spend as (
    select initiative_id, sum(amount_book) as spent, min("date") as first_spent
    from spend_ledger where initiative_id is not null group by initiative_id
),
spend_first_year as (
    select s.initiative_id, sum(s.amount_book) as spent
    from spend_ledger s join reached r using (initiative_id)
    where s."date" < r.produced_on + interval 1 year group by s.initiative_id
)
select i.initiative_id, i.name, i.function, i.use_case, i.approach,
       r.first_seen, r.piloted_on, r.produced_on, r.scaled_on, r.stopped_on,
       coalesce(s.spent, 0) as spent, s.first_spent, coalesce(y.spent, 0) as spent_first_year
from initiatives i
left join reached r using (initiative_id)
left join spend s using (initiative_id)
left join spend_first_year y using (initiative_id)
order by i.initiative_id
