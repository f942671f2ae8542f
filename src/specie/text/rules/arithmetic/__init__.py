"""Figures that follow from other figures of the same text, worked out again by code."""

from specie.text.rules.arithmetic.change import amount, change, change_by_role, direction
from specie.text.rules.arithmetic.compounded import compounded, lengths
from specie.text.rules.arithmetic.deal import before_and_after, stake
from specie.text.rules.arithmetic.differences import differences
from specie.text.rules.arithmetic.length import length
from specie.text.rules.arithmetic.margin import margin
from specie.text.rules.arithmetic.moves import moves
from specie.text.rules.arithmetic.parts import amounts, shares
from specie.text.rules.arithmetic.portions import portions
from specie.text.rules.arithmetic.quotients import multiples, shared_out
from specie.text.rules.arithmetic.ratio import annualised, multiple_of_sales, per_unit, price_to_sales
from specie.text.rules.arithmetic.sample import sample, shares_of
from specie.text.rules.arithmetic.stakes import stakes
from specie.text.rules.arithmetic.sums import sums
from specie.text.rules.arithmetic.told import share_by_denominator
from specie.text.rules.arithmetic.whole import share_of_measure
from specie.text.rules.arithmetic.yearly import yearly

ARITHMETIC = (
    change, change_by_role, moves, direction, amount, yearly, amounts, shares, sample, shares_of, share_of_measure,  # noqa: E501
    share_by_denominator, portions, differences, sums, stakes, multiples, shared_out, compounded, lengths,
    price_to_sales, multiple_of_sales,
    before_and_after,
    stake, per_unit, annualised, margin, length,
)  # fmt: skip
