-- The user's own deals between companies.
select from_id, to_id, instrument, status, _file, _row from deals order by _file, _row
