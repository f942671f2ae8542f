"""What is said of a part, its whole and the share of the one in the other."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from specie.model import Quantity, say
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.verdict import Outcome


def parted(part: Claim, whole: Claim, share: Claim, *, agrees: bool) -> Iterator[Outcome]:
    """Say that a share follows from its part and its whole, or what they give instead."""
    if agrees:
        message = say("{part} of {whole} is {share}", part=part.text, whole=whole.text, share=share.text)
        yield from holds(message, part, whole, share)
    else:
        value = (part.value or Decimal(0)) / (whole.value or Decimal(1))
        message = say(
            "{part} of {whole} is {result}, not {share}",
            part=part.text, whole=whole.text, share=share.text, result=Quantity(value, "fraction"),
        )  # fmt: skip
        yield from fails("TXT110", message, part, whole, share)
