"""What a repository calls: models and providers in code and configuration, and what is known of each."""

from specie.stack.scan import LARGEST, SOON, scan

__all__ = ["LARGEST", "SOON", "scan"]
