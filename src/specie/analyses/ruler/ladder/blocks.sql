-- What held initiatives up, for those that reached production.
select s.initiative_id, s.blocked_by
from stages s
where s.blocked_by is not null and s.initiative_id in (
    select initiative_id from stages where stage in ('production', 'scaled')
)
order by s.initiative_id, s.entered_on
