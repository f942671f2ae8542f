-- All AI money since a day, assigned to an initiative or not.
select coalesce(sum(amount_book), 0) as spent from spend_ledger where "date" > $since
