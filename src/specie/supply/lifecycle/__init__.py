"""When a model retires, what replaces it and with how much notice: shipped dates and the user's own."""

from specie.supply.lifecycle.identity import ModelId, identify, provider_of
from specie.supply.lifecycle.lifecycle import Lifecycle, read_lifecycle
from specie.supply.lifecycle.notice import Notice, notices
from specie.supply.lifecycle.retirement import Match, Retirement, State

__all__ = [
    "Lifecycle", "Match", "ModelId", "Notice", "Retirement", "State",
    "identify", "notices", "provider_of", "read_lifecycle",
]  # fmt: skip
