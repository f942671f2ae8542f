"""How hard a shock strikes, by what it is used for here: the row of the facts, or the user's own figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.supply.severity import own_severity, read_severity, severity_of

if TYPE_CHECKING:
    from specie.analyses.breaks.shocks.settings import Settings
    from specie.facts import Facts
    from specie.supply.severity import Severity

NOTICE = {
    "openai": "ret-openai",
    "azure": "ret-azure",
    "aws": "ret-bedrock",
    "google": "ret-google",
    "vertex": "ret-vertex",
    "anthropic": "ret-anthropic",
    "cohere": "ret-cohere",
}
"""Row with the notice that a provider gave in the past."""


def severity(facts: Facts, settings: Settings, use: str) -> Severity | None:
    """Return the severity for one use; None where the row has not all three cases."""
    own = settings.own.get(use)
    return read_severity(facts, settings.rows[use]) if own is None else own_severity(own, use)


def notice_of(facts: Facts, provider: str) -> Severity | None:
    """Days of notice that a provider gave before it shut models down: most, median, least."""
    found = facts.one("shocks", NOTICE.get(provider, ""))
    told = None if found is None else severity_of(found)
    return None if told is None else told.turned()
