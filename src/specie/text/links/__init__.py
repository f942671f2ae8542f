"""What the figures of a text are about: subject, measure, basis, date, role, denominator and source."""

from specie.text.links.link import link

__all__ = ["link"]
