"""Anybody may ask whether a name stands on a certificate; nobody may ask often enough to find a name out."""

from core import limits
from visits.enums import NameMatch
from visits.rules import NAME_TRIES, NAME_TRIES_A_CODE
from visits.selectors import certificates

_HOUR = 3600


def check_name(*, code: str, name: str, address: str | None) -> NameMatch:
    """Counted before anything is looked up, whether the code exists or not."""
    limits.check("certificate-name", address, at_most=NAME_TRIES, seconds=_HOUR)
    row = certificates.by_code(code)
    limits.check("certificate-name-code", row.pk, at_most=NAME_TRIES_A_CODE, seconds=_HOUR)
    return certificates.match(row, name)
