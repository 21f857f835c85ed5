"""Uploaded rosters between upload and application, and what each would change today."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from people import rules
from people.enums import Role, RosterState
from people.models import Affiliation, Guardianship, Roster, School, User
from people.rosters import lines, plan
from people.rosters.plan import Kind, Known, KnownGuardian, Plan
from people.selectors import gates, pupils


@dataclass(frozen=True)
class Preview:
    read: lines.Read
    known: list[Known]
    plan: Plan
    skipped: list[str]

    @property
    def is_clean(self) -> bool:
        """Nothing to mend and nothing to answer."""
        return not self.read.faults and not self.plan.of(Kind.ASKED)

    @cached_property
    def digest(self) -> str:
        return self.plan.digest


def visible_to(user: User) -> QuerySet[Roster]:
    """Of the schools whose roll the person keeps."""
    return Roster.objects.filter(school__in=pupils.kept_by(user)).select_related("school__organisation", "uploaded_by")


def get_for(user: User, pk: int) -> Roster:
    found = visible_to(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy danh sách này."))
    return found


def preview_of(roster: Roster) -> Preview:
    """Compared with the school as it is at this moment."""
    read = lines.read(roster.sheets, roster.school.level)
    known = known_in(roster.school)
    compared = plan.compare(read.lines, known, roster.answers, whole_school=roster.whole_school and not read.faults)
    skipped = [page["title"] for page in roster.sheets if "letters" not in page]
    return Preview(read, known, compared, skipped)


def known_in(school: School) -> list[Known]:
    """Everybody on the roll, and those who left it, are in no school and still have their name. Two queries."""
    elsewhere = Affiliation.objects.filter(user=OuterRef("user"), role=Role.STUDENT, ends_on=None)
    rows = Affiliation.objects.filter(organisation=school.pk, role=Role.STUDENT, user__pseudonymised_at=None)
    here = rows.filter(gates.affiliation_is_current(), ends_on=None)
    former = rows.filter(~Exists(elsewhere), ends_on__isnull=False)
    columns = ("user", "pk", "pupil_code", "user__full_name", "user__birth_date", "title")
    guardians = _guardians_in(school)
    found: dict[int, Known] = {}
    for is_here, query in ((False, former.order_by("ends_on", "pk")), (True, here.order_by("pk"))):
        for pk, hat, code, name, born, title in query.values_list(*columns):
            found[pk] = Known(pk, hat, code, name, born, title, is_here, tuple(guardians[pk]))
    return list(found.values())


def guardians_by_name_and_phone(school: School) -> dict[tuple[str, str], int]:
    """So that brothers and sisters share a parent. Only who has a number: a name alone may be two people."""
    rows = Guardianship.objects.filter(pupil__affiliations__organisation=school.pk, ended_on=None)
    known = (
        rows.exclude(guardian__phone="")
        .order_by("-guardian")
        .values_list("guardian", "guardian__full_name", "guardian__phone")
    )
    return {(name.lower(), phone): pk for pk, name, phone in known}


def stale() -> QuerySet[Roster]:
    """Uploaded and forgotten: it is a list of children and does not lie about."""
    before = clock.now() - dt.timedelta(days=rules.ROSTER_DAYS)
    waiting = (RosterState.MAPPING, RosterState.READY)
    return Roster.objects.filter(state__in=waiting, created_at__lt=before)


def stuck() -> QuerySet[Roster]:
    """Being written for an hour: whoever wrote it died."""
    return Roster.objects.filter(state=RosterState.APPLYING, started_at__lt=clock.now() - dt.timedelta(hours=1))


def _guardians_in(school: School) -> defaultdict[int, list[KnownGuardian]]:
    enrolled = Affiliation.objects.filter(organisation=school.pk, role=Role.STUDENT)
    rows = Guardianship.objects.filter(pupil__in=enrolled.values("user")).order_by("pk")
    found: defaultdict[int, list[KnownGuardian]] = defaultdict(list)
    columns = ("pupil", "guardian", "guardian__full_name", "guardian__phone", "ended_on")
    for pupil, guardian, name, phone, ended_on in rows.values_list(*columns):
        found[pupil].append(KnownGuardian(guardian, name, phone, is_current=ended_on is None))
    return found
