"""What there is to say about one company, for those who hold or buy it unless another role is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Finding, Ref, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specie.companies.record import Company
    from specie.model import Estimate, Message, Severity


def finding(
    code: str,
    severity: Severity,
    about: Company | Ref,
    message: Message,
    evidence: Iterable[Estimate],
    action: Message,
    role: Role = Role.INVESTOR,
) -> Finding:
    """Make a finding with its evidence and what to do about it."""
    subject = about if isinstance(about, Ref) else about.ref
    return Finding(code, severity, subject, message, tuple(evidence), action, role)
