"""The Department's page: the map, the table beside it, and what stands behind each figure."""

import csv
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.pagination import piece_of
from network.permissions.coverage import check_can_see_coverage
from network.selectors import commune_evidence, commune_map
from network.selectors import coverage as selectors

COLUMNS: dict[str, Promise] = {
    "name": _("Xã, phường"),
    "schools": _("Trường"),
    "without_club": _("Chưa có CLB"),
    "clubs": _("CLB"),
    "pupils": _("Học sinh trong CLB"),
    "ideas": _("Ý tưởng"),
    "posts": _("Bài toán, hỗ trợ"),
    "engagements": _("Đồng hành"),
}
LEVELS: dict[str, Promise] = {
    "none": _("có trường, chưa có câu lạc bộ"),
    "1": _("dưới nửa số trường có câu lạc bộ"),
    "2": _("từ nửa số trường có câu lạc bộ"),
    "3": _("trường nào cũng có câu lạc bộ"),
    "4": _("trường nào cũng có, và có nhóm đang được đồng hành"),
    "0": _("chưa có trường trong mạng lưới"),
}
# A sheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@login_required
def index(request: HttpRequest) -> HttpResponse:
    check_can_see_coverage(request.user)
    sort = _sort(request)
    counted = selectors.counted(request.user)
    rows = selectors.sort_rows(counted.value, sort)
    context = {
        "rows": rows,
        # What is drawn from these counts is drawn once, too.
        "drawn": (selectors.scope(request.user), counted.counted_at.timestamp()),
        "counted_at": counted.counted_at,
        "seconds": settings.FIGURES_SECONDS,
        "totals": selectors.totals(rows),
        "columns": _columns(sort),
        "sort": sort,
        "drawing": commune_map.drawing(),
        "frame": commune_map.frame({row.code for row in rows}),
        "shapes": _shapes(rows),
        "levels": LEVELS,
        "unmet": selectors.unmet(request.user),
        "waiting": selectors.waiting(request.user).count(),
    }
    return render(request, "network/coverage.html", context)


@login_required
def commune(request: HttpRequest, code: str) -> HttpResponse:
    check_can_see_coverage(request.user)
    evidence = commune_evidence.of_commune(request.user, code)
    return render(
        request, "network/coverage_commune.html", {"evidence": evidence, "smallest": selectors.SMALLEST_GROUP}
    )


@login_required
def needs(request: HttpRequest) -> HttpResponse:
    """The needs themselves, of one kind and field where the address says so."""
    check_can_see_coverage(request.user)
    kind, field = request.GET.get("kind", ""), request.GET.get("field", "")
    rows = selectors.unmet_needs_of(request.user, kind=kind, field=field)
    piece = piece_of(rows, request.GET.get("page"))
    context = {
        "piece": piece,
        "readable": selectors.readable_ideas(request.user, [need.idea_id for need in piece.rows]),
        "unmet": selectors.unmet(request.user),
        "kind": kind,
        "field": field,
    }
    return render(request, "network/coverage_needs.html", context)


@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    check_can_see_coverage(request.user)
    piece = piece_of(selectors.waiting(request.user), request.GET.get("page"))
    readable = selectors.readable_ideas(request.user, [proposal.idea_id for proposal in piece.rows])
    return render(request, "network/coverage_waiting.html", {"piece": piece, "readable": readable})


@login_required
def export(request: HttpRequest) -> HttpResponse:
    """The table as it stands on the page, for a spreadsheet."""
    check_can_see_coverage(request.user)
    # Spreadsheets read UTF-8 only where a byte order mark says so.
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="toan-canh.csv"'
    sheet = csv.writer(response)
    sheet.writerow([plain("Mã"), *(plain(label) for label in COLUMNS.values())])
    for row in selectors.table(request.user, _sort(request)):
        sheet.writerow([plain(row.code), *(plain(getattr(row, name)) for name in COLUMNS)])
    return response


def plain(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _sort(request: HttpRequest) -> str:
    asked = request.GET.get("sort", "name")
    return asked if asked.removeprefix("-") in selectors.SORTS else "name"


def _columns(sort: str) -> list[dict[str, Any]]:
    """Headers that are links: numbers begin with the greatest, a second click turns the order."""
    columns = []
    for name, label in COLUMNS.items():
        first, second = (name, f"-{name}") if name == "name" else (f"-{name}", name)
        direction = "" if sort.removeprefix("-") != name else "descending" if sort.startswith("-") else "ascending"
        columns.append(
            {"name": name, "label": label, "sort": second if sort == first else first, "direction": direction}
        )
    return columns


def _shapes(rows: list[selectors.Row]) -> list[dict[str, Any]]:
    known = {row.code: row for row in rows}
    return [{"path": shape.path, "row": known.get(shape.code)} for shape in commune_map.drawing().shapes]
