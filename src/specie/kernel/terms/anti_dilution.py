"""How a conversion ratio changes when later shares are sold below the conversion price."""

from __future__ import annotations

from typing import Literal, TypeAlias

Protection: TypeAlias = Literal["none", "weighted_average", "full_ratchet"]


def adjusted_ratio(
    price_paid: float,
    ratio: float,
    protection: Protection,
    *,
    new_price: float,
    new_shares: float,
    shares_before: float,
) -> float:
    r"""Return the conversion ratio after a sale of new shares.

    The conversion price is :math:`P = p / q`, the price paid over the ratio. A sale at :math:`p' < P` of
    :math:`C` shares, when :math:`A` were outstanding, lowers it to :math:`p'` under a full ratchet and to

    .. math:: P' = P \frac{A + C p' / P}{A + C}

    under broad-based weighted-average protection (the formula of the model charter of the US National Venture
    Capital Association). A sale at or above the conversion price changes nothing.

    Parameters
    ----------
    price_paid, ratio : float
        Price of one share of the class and common shares it converts into, above 0.
    protection : {"none", "weighted_average", "full_ratchet"}
    new_price, new_shares : float
        Price and number of the shares sold, above 0; the number as converted.
    shares_before : float
        Shares outstanding before, as converted and with options, above 0.

    Returns
    -------
    float
        At least ``ratio``.
    """
    if not min(price_paid, ratio, new_price, new_shares, shares_before) > 0:
        raise ValueError("prices, ratios and numbers of shares must be above 0")
    conversion_price = price_paid / ratio
    if protection == "none" or new_price >= conversion_price:
        return ratio
    if protection == "full_ratchet":
        return price_paid / new_price
    bought_at_old = new_shares * new_price / conversion_price
    return ratio * (shares_before + new_shares) / (shares_before + bought_at_old)
