"""A person's inbox: what is unread first, then the newest."""

import re
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from core.errors import NotFound
from people.models import Notice, NoticePreference, User
from people.notice_kinds import KINDS, Kind

PIECE = 20
_CURSOR = re.compile(r"([ur])([0-9]{1,18})")


@dataclass(frozen=True)
class Shown:
    notice: Notice
    sentence: str
    icon: str


@dataclass(frozen=True)
class Inbox:
    rows: list[Shown]
    next_cursor: str


def of(user: User, kind: str = "") -> QuerySet[Notice]:
    rows = Notice.objects.filter(recipient=user, kind__in=KINDS)
    return rows.filter(kind=kind) if kind else rows


def piece(user: User, *, kind: str = "", cursor: str = "") -> Inbox:
    """From the cursor on: a place in the order, which stays right while new ones arrive and old ones are read."""
    unread = Case(When(read_at=None, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = of(user, kind).filter(_after(cursor)).annotate(is_unread=unread).order_by("-is_unread", "-pk")
    found = list(rows[: PIECE + 1])
    shown = found[:PIECE]
    more = f"{'r' if shown[-1].read_at else 'u'}{shown[-1].pk}" if len(found) > PIECE else ""
    return Inbox(rows=[_shown(row) for row in shown], next_cursor=more)


def get_for(user: User, pk: int) -> Notice:
    found = of(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy thông báo này."))
    return found


def kinds_of(user: User) -> list[Kind]:
    """Those that stand in this inbox, to filter by."""
    codes = set(of(user).order_by().values_list("kind", flat=True).distinct())
    return [kind for code, kind in KINDS.items() if code in codes]


def sentence_of(notice: Notice) -> str:
    """In the language that is active now."""
    sentence: str = str(KINDS[notice.kind].sentence) % notice.facts
    return sentence


def preference_of(user: int) -> NoticePreference:
    return NoticePreference.objects.filter(user=user).first() or NoticePreference(user_id=user)


def _shown(notice: Notice) -> Shown:
    return Shown(notice=notice, sentence=sentence_of(notice), icon=KINDS[notice.kind].icon)


def _after(cursor: str) -> Q:
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        return Q()
    state, pk = found[1], int(found[2])
    if state == "u":
        return Q(read_at=None, pk__lt=pk) | Q(read_at__isnull=False)
    return Q(read_at__isnull=False, pk__lt=pk)
