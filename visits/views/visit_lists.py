"""Visits as lists, and the board that says who holds up what."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from core import written
from core.pagination import Piece, piece_of
from core.permissions import reason
from people.selectors import hats
from visits.enums import Obstacle, Step, Tab
from visits.models import Visit
from visits.permissions import changes as permissions
from visits.selectors import lists, obstacles, waits
from visits.selectors.waits import Wait

# More than any school or host has open at once.
_BOARD = 200


@dataclass(frozen=True)
class Row:
    """A visit in a list, with who holds it up and what freezes it."""

    visit: Visit
    waits: list[Wait]
    frozen: list[Obstacle]


@dataclass(frozen=True)
class Held:
    """A step on the board; `why_not` says why nobody is reminded by this reader."""

    wait: Wait
    why_not: str | None


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """What waits for the reader first; where nothing does, what comes."""
    reader = hats.reader(request.user)
    asked = request.GET.get("tab", "")
    tab = Tab(asked) if asked in Tab.values else Tab.MINE
    piece: Piece[Visit] = piece_of(written.rows(lists.listed, reader, tab=tab), request.GET.get("page"))
    if tab == Tab.MINE and not piece.rows and not asked:
        tab = Tab.COMING
        piece = piece_of(written.rows(lists.listed, reader, tab=tab), request.GET.get("page"))
    worn = hats.of(request.user)
    context = {
        "tabs": [{"label": capfirst(each.label), "url": f"?tab={each}", "active": each == tab} for each in _tabs(worn)],
        "tab": tab,
        "rows": _rows(piece.rows),
        "next_number": piece.next_number,
        "has_board": worn.is_school_staff or worn.is_cleared_supporter,
        "is_staff": worn.is_school_staff,
        "is_host": worn.is_cleared_supporter and not worn.is_school_staff,
    }
    return render(request, "visits/visit_list.html", context)


@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Over all of the reader's visits: step by step, what waits longest first."""
    rows = written.rows(lists.held_up, hats.reader(request.user))[:_BOARD]
    found = [wait for waiting in waits.of(rows).values() for wait in waiting]
    found.sort(key=lambda wait: wait.since)
    rows_of = {step: [Held(wait, _why_not(request, wait)) for wait in found if wait.step == step] for step in Step}
    columns = [{"step": step, "rows": held} for step, held in rows_of.items()]
    context = {"columns": columns, "count": len(rows), "is_staff": hats.of(request.user).is_school_staff}
    return render(request, "visits/visit_board.html", context)


def _tabs(worn: hats.Hats) -> list[Tab]:
    return [Tab.COMING, Tab.PAST] if worn.is_pupil else list(Tab)


def _rows(visits: list[Visit]) -> list[Row]:
    waiting = waits.of(visits)
    return [Row(visit, waiting.get(visit.pk, []), obstacles.found_in(visit)) for visit in visits]


def _why_not(request: HttpRequest, wait: Wait) -> str | None:
    return reason(permissions.check_is_worth_reminding, request.user, wait)
