"""A school's list from upload to application. Nothing of it reaches the school before `apply`."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, jobs
from core.actors import signed
from core.errors import Conflict, Invalid
from core.sheets import files
from core.sheets.limits import ABOVE, MAX_ROWS, too_many_rows
from people import rules
from people.enums import RosterState
from people.models import Roster, School, User
from people.permissions import rosters as permissions
from people.rosters import columns, headings, pages
from people.rosters.pages import Page
from people.rosters.plan import NEW_PUPIL
from people.selectors import rosters as selectors


@signed
def upload(
    *, school: School, file: files.Upload, whole_school: bool = False, choose_columns: bool = False, by: User
) -> Roster:
    """Read a file. Its columns are recognised, or wait to be named by hand where `choose_columns` says so."""
    permissions.check_can_upload_to(by, school)
    files.check_size(file.size or 0)
    name = file.name or ""
    raw = pages.as_text(files.read_all(name, file.read()))
    if sum(len(page["rows"]) for page in raw) > MAX_ROWS + ABOVE * len(raw):
        raise Invalid(too_many_rows(), field="file")
    sheets = None if choose_columns else pages.understand(raw, school.roster_headings)
    if sheets is not None:
        _check_rows(sheets)
    return Roster.objects.create(
        school=school,
        file_name=name[-200:],
        uploaded_by=by,
        whole_school=whole_school,
        state=RosterState.MAPPING if sheets is None else RosterState.READY,
        raw=raw if sheets is None else [],
        sheets=sheets or [],
    )


@signed
@transaction.atomic
def map_columns(*, roster: Roster, heading_row: int, places: Mapping[str, int], by: User) -> Roster:
    """Name the columns by hand: `places` by column code, `heading_row` 0 where the page has no heading.

    The school's next list with these headings is understood by itself.
    """
    roster = _locked(roster)
    permissions.check_can_work_on(by, roster)
    state = rules.ROSTER.target(roster.state, "map")
    own = _explained(roster.raw, heading_row, places)
    sheets = pages.understand(roster.raw, own, heading_row)
    if sheets is None:
        raise Invalid(errors=_lacking(places))
    _check_rows(sheets)
    roster.state, roster.sheets, roster.raw = state, sheets, []
    roster.save()
    remembered = {heading: code for heading, code in own.items() if not heading.startswith("#")}
    if heading_row and remembered:
        roster.school.roster_headings = {**roster.school.roster_headings, **remembered}
        roster.school.save(update_fields=["roster_headings"])
    return roster


@signed
@transaction.atomic
def answer(*, roster: Roster, answers: Mapping[str, int], whole_school: bool, by: User) -> Roster:
    """Say of rows that were asked about which pupil they are (`plan.NEW_PUPIL` for none), and what the file covers."""
    roster = _locked(roster)
    permissions.check_can_work_on(by, roster)
    if roster.state != RosterState.READY:
        raise Conflict(_("Danh sách này không còn chờ trả lời."))
    known = {row.pupil for row in selectors.known_in(roster.school)} | {NEW_PUPIL}
    if not set(answers.values()) <= known:
        raise Invalid(_("Có câu trả lời không phải em nào của trường."), field="answers")
    roster.answers = {**roster.answers, **answers}
    roster.whole_school, roster.refusal = whole_school, ""
    roster.save()
    return roster


@signed
@transaction.atomic
def apply(*, roster: Roster, seen: str, by: User) -> Roster:
    """Have it written in the background, all or nothing. `seen`: the digest of the preview that the person agreed to.

    The row is locked and changes its state here: a second click finds nothing to start.
    """
    roster = _locked(roster)
    permissions.check_can_work_on(by, roster)
    state = rules.ROSTER.target(roster.state, "apply")
    preview = selectors.preview_of(roster)
    if preview.read.faults:
        raise Conflict(_("Danh sách còn ô cần sửa nên chưa ghi được. Hãy sửa trong tệp rồi tải lên lại."))
    if not preview.is_clean:
        raise Conflict(_("Còn câu hỏi về những em có thể trùng nhau. Hãy trả lời trước khi ghi."))
    if preview.digest != seen:
        raise Conflict(changed_meanwhile())
    roster.state, roster.seen, roster.refusal = state, seen, ""
    roster.done, roster.total = 0, len(preview.plan.entries)
    roster.applied_by, roster.started_at = by, clock.now()
    roster.save()
    jobs.enqueue("people.tasks.apply_roster", roster.pk)
    return roster


@signed
@transaction.atomic
def discard(*, roster: Roster, by: User) -> None:
    """Throw an upload away; what was applied stays in the list of what happened."""
    roster = _locked(roster)
    permissions.check_can_work_on(by, roster)
    if roster.state not in {RosterState.MAPPING, RosterState.READY}:
        raise Conflict(_("Danh sách này đang được ghi hoặc đã ghi xong nên không bỏ được."))
    roster.delete()


def tidy_up() -> None:
    """Daily: forget what nobody applied, hand back what a dead worker left half-way (nothing of it was written)."""
    selectors.stale().delete()
    sentence = _("Máy chủ dừng giữa chừng nên chưa ghi gì. Hãy thử lại.")
    selectors.stuck().update(state=RosterState.READY, refusal=sentence)


def changed_meanwhile() -> str:
    return _("Danh sách của trường đã thay đổi từ lúc xem trước. Hãy xem lại rồi ghi; chưa có gì được ghi.")


def _explained(raw: list[Page], heading_row: int, places: Mapping[str, int]) -> dict[str, str]:
    """Headings of the page that has most rows: what was chosen, and "" for what is known but was not."""
    main = max(raw, key=lambda page: len(page["rows"]))
    found = headings.at_number(main["rows"], heading_row, main["title"], {})
    chosen = {index: code for code, index in places.items()}
    keys = {index: headings.own_key(found.titles, index) for index in {*chosen, *found.places.values()}}
    return {key: chosen.get(index, "") for index, key in keys.items()}


def _lacking(places: Mapping[str, int]) -> dict[str, list[str]]:
    lacking = columns.lacking(set(places), class_is_known=False)
    return {code: [_("Hãy chọn cột cho phần này.")] for code in lacking} or {
        "heading_row": [_("Dưới dòng tiêu đề này chưa có dòng nào để nhập.")]
    }


def _check_rows(sheets: list[Page]) -> None:
    rows = sum(len(page["rows"]) for page in sheets)
    if rows > MAX_ROWS:
        raise Invalid(too_many_rows(), field="file")
    if not rows:
        raise Invalid(_("Dưới dòng tiêu đề chưa có dòng nào để nhập."), field="file")


def _locked(roster: Roster) -> Roster:
    rows = Roster.objects.select_for_update(of=("self",)).select_related("school__organisation")
    found = rows.filter(pk=roster.pk).first()
    if found is None:
        raise Conflict(_("Danh sách này vừa bị bỏ."))
    return found
