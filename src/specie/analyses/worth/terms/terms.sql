-- The user's own terms of share classes, oldest first; what holds from when.
select company_id, series, "date", date_start, date_end, kind, shares, price_per_share_usd, strike_usd,
       liquidation_multiple, seniority, participating, participation_cap, conversion_ratio, dividend_rate,
       dividend_compounds, dividend_on_conversion, ipo_ratchet, qualified_ipo_price_usd, ipo_veto,
       anti_dilution, bound, status, source, source_quality, note, as_of, _file, _row
from terms
order by company_id, date_start, date_end, _row
