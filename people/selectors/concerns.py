"""Who sees which case. Nobody who is named in one ever does, whatever else the person is."""

import json
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from people import sealed_words
from people.enums import ConcernAct, ConcernDesk, ConcernStatus, Role
from people.models import Concern, ConcernAction, ProtectiveHold, SealedCopy, User
from people.selectors import hats, safeguarding

# Kinds of sealed copies: what was reported, and words that called for help once more.
REPORT, CALL = "report", "call"
_FIRST = ("who", "words")


def led_by(viewer: hats.Person) -> QuerySet[Concern]:
    """Cases this person answers for: as the school's lead, as the Department's for its own and what was raised."""
    return _but_named(viewer, Concern.objects.filter(_is_led_by(viewer)).select_related("school"))


def get_for(viewer: hats.Person, pk: int) -> Concern:
    return _one(led_by(viewer), pk)


def to_confirm_by(viewer: hats.Person) -> QuerySet[Concern]:
    """Cases somebody else wants to close: for the school's leads and administrators, and the Department's officers."""
    rows = Concern.objects.filter(_waits_for_second(viewer)).select_related("school", "close_asked_by")
    return _but_named(viewer, rows)


def get_to_confirm(viewer: hats.Person, pk: int) -> Concern:
    return _one(to_confirm_by(viewer), pk)


def waiting_for(viewer: hats.Person) -> QuerySet[Concern]:
    """Of both, what this person has to do: the clocks first."""
    open_states = (ConcernStatus.NEW, ConcernStatus.LOOKED)
    rows = Concern.objects.filter((_is_led_by(viewer) & Q(status__in=open_states)) | _waits_for_second(viewer))
    return _but_named(viewer, rows).order_by("looked_at", "look_by", "pk")


def own_of(viewer: User) -> QuerySet[Concern]:
    """What this person reported: that it arrived, and the answer."""
    return Concern.objects.filter(reporter=viewer)


def knows_reporter(viewer: hats.Person, concern: Concern) -> bool:
    """The lead does; others who come to see the case only if the reporter did not wish otherwise."""
    if not concern.hides_reporter:
        return True
    if concern.desk == ConcernDesk.DEPARTMENT:
        return safeguarding.leads_department(viewer)
    return concern.school_id in safeguarding.schools_led_by(viewer)


def reporter_name_for(viewer: hats.Person, concern: Concern) -> str:
    if not knows_reporter(viewer, concern):
        return _("Người báo muốn được giữ kín")
    return concern.reporter.full_name if concern.reporter else _("Người không có tài khoản")


def report_of(viewer: hats.Person, concern: Concern) -> dict[str, Any]:
    """What was written and what the page showed; how to reach the writer is the writer's name too."""
    row = SealedCopy.objects.filter(action__concern=concern, kind=REPORT).first()
    content: dict[str, Any] = json.loads(row.content) if row else {}
    if not knows_reporter(viewer, concern):
        content.pop("contact", None)
    return content


def shown_lines(viewer: hats.Person, concern: Concern) -> list[tuple[str, str]]:
    """The sealed page as (what it is called, text) for the eye."""
    subject = report_of(viewer, concern).get("subject")
    return _told(subject["shown"], around=subject["kind"]) if subject else []


def further_copies_of(concern: Concern) -> list[dict[str, Any]]:
    rows = SealedCopy.objects.filter(action__concern=concern).exclude(kind=REPORT).order_by("pk")
    return [{"kind": row.kind, "lines": _further_lines(json.loads(row.content))} for row in rows]


def sealed_pages_of(concern: Concern) -> set[tuple[str, int]]:
    """Kind and id of every page that is sealed in the case."""
    rows = SealedCopy.objects.filter(action__concern=concern, kind__in=(REPORT, CALL))
    pages = [json.loads(content)["subject"] for content in rows.values_list("content", flat=True)]
    return {(page["kind"], page["id"]) for page in pages if page and "shown" in page}


def was_opened_since_call(concern: Concern) -> bool:
    """Somebody has looked into the case after the newest call for help in it."""
    return concern.actions.filter(act=ConcernAct.OPENED, number__gt=number_of_newest_call(concern)).exists()


def number_of_newest_call(concern: Concern) -> int:
    """Of its link in the history: of the report, where no call has joined the case."""
    calls = concern.actions.filter(act__in=(ConcernAct.REPORTED, ConcernAct.CALLED_AGAIN))
    return calls.aggregate(newest=Max("number"))["newest"] or 0


def actions_of(concern: Concern) -> QuerySet[ConcernAction]:
    return concern.actions.select_related("by").order_by("-number")


def closing_words_of(concern: Concern) -> QuerySet[ConcernAction]:
    """What whoever confirms reads: that things were done and how it ended, not the report and not whom it names."""
    return concern.actions.select_related("by").exclude(act="reported").order_by("number")


def holds_of(concern: Concern) -> list[ProtectiveHold]:
    return list(concern.holds.filter(lifted_at=None))


def _is_led_by(viewer: hats.Person) -> Q:
    seen = Q(desk=ConcernDesk.SCHOOL) & safeguarding.leads_school(viewer, "school")
    if hats.of(viewer).is_department_officer:
        seen |= (Q(desk=ConcernDesk.DEPARTMENT) | Q(raised_at__isnull=False)) & safeguarding.leads_own_department(
            viewer
        )
    return seen


def _waits_for_second(viewer: hats.Person) -> Q:
    worn = hats.of(viewer)
    closing = Q(status=ConcernStatus.CLOSING) & ~Q(close_asked_by=worn.user_id)
    if worn.is_department_officer:
        return closing
    administers = Q(school__in=worn.organisations_as(frozenset({Role.SCHOOL_ADMIN})))
    return closing & Q(desk=ConcernDesk.SCHOOL) & (administers | safeguarding.leads_school(viewer, "school"))


def _but_named(viewer: hats.Person, rows: QuerySet[Concern]) -> QuerySet[Concern]:
    return rows.exclude(pk__in=Concern.named.through.objects.filter(user=viewer.pk or 0).values("concern"))


def _one(rows: QuerySet[Concern], pk: int) -> Concern:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy việc này."))
    return found


def _further_lines(content: dict[str, Any]) -> list[tuple[str, str]]:
    """The words, and the page around them where it is another one than before."""
    page = content.get("subject")
    if not page:
        return _told(content)
    whole = {**content, "subject": {key: value for key, value in page.items() if key != "shown"}}
    whole["subject"]["kind"] = str(sealed_words.word_of(page["kind"]))
    shown = {"shown": page["shown"]} if "shown" in page else {}
    return _told(whole) + _told(shown, around=page["kind"])


def _told(content: dict[str, Any], *, around: str = "") -> list[tuple[str, str]]:
    """`around`: the kind of page it is a part of."""
    return [(sealed_words.label_of(path, around=around), text) for path, text in _flat(content)]


def _flat(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], str]]:
    """What is nested, with its place, the words somebody called with first; what is empty is left out."""
    if isinstance(value, dict):
        ordered = sorted(value.items(), key=lambda part: part[0] not in _FIRST)
        return [line for key, inner in ordered for line in _flat(inner, (*path, key))]
    if isinstance(value, list):
        return [line for place, inner in enumerate(value, 1) for line in _flat(inner, (*path, place))]
    return [(path, str(value))] if value not in (None, "") else []
