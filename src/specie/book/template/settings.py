"""The commented ``specie.toml`` of a new book."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from specie.model import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from specie.book.describe import Read


def settings_text(name: str, as_of: date, read: Read) -> str:
    """Return the text of ``specie.toml``; every key is there, the optional ones as comments."""
    lines = list(_lines(name, as_of))
    width = max(len(text) for text, _ in lines)
    return "\n".join(_line(text, note, width, read) for text, note in lines) + "\n"


def _line(text: str, note: Message | None, width: int, read: Read) -> str:
    return f"{text:<{width}}  # {read(note)}" if note else text


def _lines(name: str, as_of: date) -> Iterator[tuple[str, Message | None]]:
    yield "[book]", None
    yield f"name = {json.dumps(name, ensure_ascii=False)}", None
    yield 'currency = "USD"', say("everything is reported in this; the table rates converts")
    yield f"as_of = {as_of}", say("nothing later is read, so that results can be made again")
    yield 'fiscal_year_start = "01-01"', say("month and day")
    yield "", None
    yield "[policy]", say("your own limits; remove the # to set one")
    yield "# ai_share_of_it_budget = 0.15", say("highest share of AI in the IT budget")
    yield "# max_vendor_share = 0.40", say("highest share of one supplier")
    yield "# hurdle_rate = 0.10", say("return a year that money must earn")
    yield "confidence = 0.90", say("coverage of the intervals")
    yield "# min_cash_months = 6", say("months that cash must last")
    yield "# max_tail_loss = 500000", say("most money that the loss of one supplier, or a bad year, may cost")
    yield "", None
    yield "[bills]", say("how bills in bills/ find their initiative: tag, SKU, account, service")
    yield '# initiative_tag = "initiative"', say("key of a tag whose value is an initiative_id")
    yield "# [bills.accounts]", say("SubAccountId to initiative_id")
    yield '# "51738928782" = "AI-01"', None
    yield "# [bills.skus]", say("SkuId to initiative_id")
    yield "# [bills.services]", say("ServiceName to initiative_id")
    yield "# [bills.vendors]", say("InvoiceIssuerName to vendor_id, where vendors has another name")
    yield "", None
    yield "# [read]", None
    yield '# encoding = "big5"', say("only when the files are not UTF-8")
    yield "# [outcomes]", None
    yield '# covariates = ["size"]', say("further numeric columns of outcomes")
