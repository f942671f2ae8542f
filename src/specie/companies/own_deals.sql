-- The user's own deals between companies, in file order.
select deal_id, from_id, to_id, amount_usd, amount_bound, instrument, signed, signed_start, signed_end,
       "start", start_start, start_end, "end", end_start, end_end,
       status, source, source_quality, note, as_of, _file, _row
from deals
order by _file, _row
