"""A guardian's page: each child, what was agreed, who is in contact, who read the child's record."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from people import consent_texts, rules
from people.consent_texts import PurposeText
from people.enums import OFFICERS, SCHOOL_STAFF, SUPPORTERS, ConsentPurpose, Role
from people.guardian_asks import Ask
from people.models import Affiliation, Consent, Guardian, Guardianship, RecordRead, Refusal, User
from people.selectors import consent_states, gates, guardian_asks, guardians

OUTSIDE = SUPPORTERS | OFFICERS
# In plain words, by what the read log calls it; about the rest only that it was read is said.
WHERE = {
    "club": _("ở trang câu lạc bộ"),
    "conversation": _("ở cuộc trò chuyện của nhóm"),
    "engagement": _("ở trang đồng hành của nhóm"),
    "history": _("ở trang các bản của ý tưởng"),
    "list": _("ở danh sách học sinh"),
    "proposal": _("ở trang đề nghị kết nối"),
    "team": _("ở trang ý tưởng của nhóm"),
}


@dataclass(frozen=True)
class SectionLine:
    title: str
    text: str = ""
    since: dt.date | None = None


@dataclass(frozen=True)
class Section:
    """What an app above adds to a child's part of the page; `empty` is said where it has no lines."""

    title: str
    icon: str
    empty: str
    lines: list[SectionLine]


@dataclass(frozen=True)
class ReadLine:
    read: RecordRead
    home: str
    where: str


@dataclass(frozen=True)
class PurposeLine:
    """`own`: this guardian's yes that stands; `others`: only somebody else's does; `refused`: a no stands."""

    purpose: ConsentPurpose
    text: PurposeText
    own: Consent | None
    others: bool
    refused: bool

    @property
    def is_open(self) -> bool:
        return (self.own is not None or self.others) and not self.refused


@dataclass(frozen=True)
class Child:
    guardianship: Guardianship
    school: str
    class_name: str
    purposes: list[PurposeLine]
    sections: list[Section] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)


def children_of(guardian: Guardian, language: str) -> list[Child]:
    """In four queries, however many children, and those of what is asked besides."""
    rows = guardians.children_of(guardian)
    ids = [row.pupil_id for row in rows]
    schools, consents, refused = _schools(ids), _standing(ids), _refused(ids)
    asked = guardian_asks.asked_of(rows)
    return [
        Child(
            row,
            *schools.get(row.pupil_id, ("", "")),
            purposes=[
                _line(row, purpose, consents[row.pupil_id, purpose], (row.pupil_id, purpose) in refused, language)
                for purpose in ConsentPurpose
            ],
            asks=asked.get(row.pk, []),
        )
        for row in rows
    ]


def last_answers(guardianship: Guardianship) -> dict[ConsentPurpose, Consent]:
    """What this guardian last agreed to, standing or run out but never withdrawn: shown when it is asked again."""
    rows = Consent.objects.filter(guardianship=guardianship, withdrawn_at=None).order_by("given_at")
    return {ConsentPurpose(row.purpose): row for row in rows}


def reads_of(guardian: Guardian) -> QuerySet[RecordRead]:
    """Every read of the children's records by people from outside the school and by officers, newest first."""
    children = [row.pupil_id for row in guardians.children_of(guardian)]
    outside = Affiliation.objects.filter(role__in=OUTSIDE).values("user")
    schools = Affiliation.objects.filter(gates.affiliation_is_current(), user__in=children, role=Role.STUDENT)
    staff = Affiliation.objects.filter(
        gates.affiliation_is_current(), organisation__in=schools.values("organisation"), role__in=SCHOOL_STAFF
    )
    rows = RecordRead.objects.filter(pupil__in=children, reader__in=outside).exclude(reader__in=staff.values("user"))
    return rows.select_related("reader", "pupil").order_by("-at", "-pk")


def read_lines(reads: list[RecordRead]) -> list[ReadLine]:
    homes = _homes([row.reader for row in reads])
    return [ReadLine(row, homes.get(row.reader_id, ""), str(WHERE.get(row.what, ""))) for row in reads]


def _homes(readers: list[User]) -> dict[int, str]:
    """Whom each of these people speaks for."""
    rows = Affiliation.objects.filter(user__in=readers, role__in=OUTSIDE).select_related("organisation").order_by("pk")
    homes: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows:
        homes[row.user_id].append(row.organisation.name)
    return {user: ", ".join(dict.fromkeys(names)) for user, names in homes.items()}


def initial_and_school(guardianship: Guardianship) -> tuple[str, str]:
    """What a link alone says about the child: the first letter of the given name, and the school."""
    school, _class_name = _schools([guardianship.pupil_id]).get(guardianship.pupil_id, ("", ""))
    return guardianship.pupil.given_name[:1], school


def _schools(pupils: list[int]) -> dict[int, tuple[str, str]]:
    rows = Affiliation.objects.filter(gates.affiliation_is_current(), user__in=pupils, role=Role.STUDENT)
    return {row.user_id: (row.organisation.name, row.title) for row in rows.select_related("organisation")}


def _standing(pupils: list[int]) -> defaultdict[tuple[int, str], list[Consent]]:
    rows = Consent.objects.filter(
        guardians.stands("guardianship__"),
        guardianship__pupil__in=pupils,
        withdrawn_at=None,
        expires_on__gte=clock.today(),
    )
    found: defaultdict[tuple[int, str], list[Consent]] = defaultdict(list)
    for row in rows.select_related("guardianship"):
        found[row.guardianship.pupil_id, row.purpose].append(row)
    return found


def _refused(pupils: list[int]) -> set[tuple[int, str]]:
    rows = Refusal.objects.filter(
        consent_states.refusal_stands(), guardians.stands("guardianship__"), guardianship__pupil__in=pupils
    )
    return set(rows.values_list("guardianship__pupil", "purpose"))


def _line(
    row: Guardianship, purpose: ConsentPurpose, stand: list[Consent], refused: bool, language: str
) -> PurposeLine:
    own = next((consent for consent in stand if consent.guardianship_id == row.pk), None)
    # Word for word as it was agreed to.
    text = consent_texts.of(own.text_version if own else rules.CONSENT_TEXT, language).purposes[purpose]
    return PurposeLine(purpose, text, own, others=bool(stand) and own is None, refused=refused)
