"""The outside world into plain tables of the book: filings and prices.

``connect_filings`` and ``connect_prices`` (in ``filings.connect`` and ``prices.connect``) return an
:class:`~specie.connect.outcome.Outcome`: what was added, what stays, what disagrees, and every problem.
"""
