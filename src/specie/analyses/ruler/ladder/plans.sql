-- Each registered plan with the mean of its metric since the start: over the units that use it, from the day
-- each began; where no unit is listed, over all readings since production.
with started as (
    select p.initiative_id, p.kpi_id, o.unit_id, o.value, coalesce(o.weight, 1) as weight
    from plans p
    join outcomes o using (kpi_id)
    left join rollout r on r.initiative_id = p.initiative_id and r.unit_id = o.unit_id
    left join (
        select initiative_id, min(entered_on) as produced_on from stages
        where stage in ('production', 'scaled') group by initiative_id
    ) s on s.initiative_id = p.initiative_id
    where o.value is not null
      and o.period_start >= coalesce(
          r.treated_on,
          case when not exists (select 1 from rollout x where x.initiative_id = p.initiative_id)
               then s.produced_on end)
)
select p.initiative_id, p.kpi_id, p.baseline, p.minimum_effect, p.decide_on, p.registered_on, k.better,
       sum(m.value * m.weight) / nullif(sum(m.weight), 0) as reached, count(m.value) as readings
from plans p
join kpis k using (kpi_id)
left join started m on m.initiative_id = p.initiative_id and m.kpi_id = p.kpi_id
group by all
order by p.initiative_id, p.kpi_id
