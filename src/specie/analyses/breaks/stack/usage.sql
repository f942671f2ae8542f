-- Models used in the year before the book's day: by provider, model and initiative, with the last day.
select provider, model, initiative_id, max("date") as last_used,
       sum(coalesce(input_tokens, 0) + coalesce(output_tokens, 0)) as tokens
from usage
where model is not null and "date" > $since and "date" <= $until
group by all
order by provider, model, initiative_id
