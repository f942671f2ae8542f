-- The user's own shares of firms of a size that grew at least so fast, in file order.
select sales_low_usd, sales_high_usd, years, growth, share, after_inflation, source, as_of, _file, _row
from base_rates
order by _file, _row
