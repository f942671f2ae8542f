"""What a language model proposes: pointers into the text, read by our own parser, and marked."""

from specie.text.proposals.endpoint import EndpointError, Model, model_at
from specie.text.proposals.propose import Proposed, propose

__all__ = ["EndpointError", "Model", "Proposed", "model_at", "propose"]
