"""Organisations and schools, each with a complete file and in a commune."""

import copy
import functools
from typing import Any

from core import clock
from people import rules, tax_code
from people.enums import OrganisationKind, OrganisationStatus, SchoolLevel
from people.models import AdminUnit, Organisation, School
from tests.make import numbers


def commune(code: str = "11311") -> AdminUnit:
    return copy.copy(_commune(code))


@functools.cache
def _commune(code: str) -> AdminUnit:
    """Asked once: every database of tests begins with the same official list."""
    today = AdminUnit.objects.filter(valid_to=None).exclude(kind="city")
    return today.filter(code=code).first() or today.order_by("code")[0]


def organisation(
    kind: OrganisationKind = OrganisationKind.ENTERPRISE,
    status: OrganisationStatus = OrganisationStatus.VERIFIED,
    **facts: Any,
) -> Organisation:
    facts.setdefault("name", f"Tổ chức {numbers.new()}")
    facts.setdefault("commune", commune())
    for name, value in legal_facts(kind).items():
        facts.setdefault(name, value)
    return Organisation.objects.create(
        kind=kind, status=status, verified_at=None if status == OrganisationStatus.PENDING else clock.now(), **facts
    )


def legal_facts(kind: OrganisationKind = OrganisationKind.ENTERPRISE) -> dict[str, str]:
    """What a complete file holds besides the name."""
    known = {
        "legal_name": "Công ty TNHH Thử",
        "tax_code": free_tax_code(),
        "address": "Số 1 đường Thử",
        "signatory_name": "Đỗ Thị Ký",
        "signatory_title": "Giám đốc",
    }
    return {name: known[name] for name in rules.NEEDED_IN_FILE.get(kind, ())}


def free_tax_code() -> str:
    """Valid, and of no company: no province has the number 99."""
    while True:
        nine = f"99{numbers.new():07}"
        digit = tax_code.check_digit(nine)
        if digit is not None:
            return f"{nine}{digit}"


def school(level: SchoolLevel = SchoolLevel.THPT, **facts: Any) -> School:
    number = numbers.new()
    facts.setdefault("name", f"Trường {level} số {number}")
    home = organisation(OrganisationKind.SCHOOL, **facts)
    return School.objects.create(organisation=home, level=level, ministry_code=f"31{number:06}", pupil_count=600)
