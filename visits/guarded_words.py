"""What the detector of messages finds in words that reach the other side without a teacher reading them first.

`network/guarded_words.py` refuses ways to somebody; what else stays in the school is said here.
"""

from messaging.detector import Finding, Kind

CONTACT = frozenset({Kind.PHONE, Kind.EMAIL, Kind.LINK, Kind.HANDLE})
# Contact details, and what calls for help, go to nobody but the school's staff, whoever says so.
NEVER_SHARED = CONTACT | {Kind.SELF_HARM, Kind.RISK}


def never_shared(found: list[Finding]) -> bool:
    return any(one.kind in NEVER_SHARED for one in found)
