"""The roll of a school: its pupils, their cards, lists that are uploaded, the next school year."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from people.selectors import rosters as roster_selectors
from people.services import rosters
from tests import make
from tests.architecture.acts import act, both

ACTS = [
    act("GET:pupil_home", rest="ok"),
    act(
        "GET:pupil_list GET:api-pupil-list GET:api-class-list"
        f" {both('pupil_create')} POST:api-pupil-list {both('roll_over')} GET:api-roll-over POST:api-roll-over"
        f" {both('roster_upload')} POST:api-roster-list GET:roster_template POST:class_cards POST:api-class-cards"
        f" {both('pupil_detail')} GET:api-pupil-detail PATCH:api-pupil-detail POST:pupil_leave POST:api-pupil-leave"
        " POST:pupil_card POST:api-pupil-card",
        "roll",
        rest="refused",
        ok="adviser admin",
    ),
    act(
        "GET:roster_detail GET:api-roster-detail DELETE:api-roster-detail POST:roster_answer POST:api-roster-answers"
        " POST:roster_apply POST:api-roster-apply POST:roster_discard GET:roster_faults GET:api-roster-errors",
        "roster",
        rest="missing",
        ok="adviser admin",
    ),
    act(f"{both('roster_columns')} POST:api-roster-columns", "roster_unnamed", rest="missing", ok="adviser admin"),
]


def _new_pupil(args: dict[str, Any]) -> dict[str, Any]:
    return {"full_name": "Hoàng Văn Mới", "birth_date": "2013-09-05", "class_name": "8A", "code": ""}


def _roster(args: dict[str, Any]) -> dict[str, Any]:
    text = "Họ và tên,Ngày sinh,Lớp\nHoàng Văn Mới,05/09/2013,8A\n"
    return {"file": SimpleUploadedFile("lop-8a.csv", text.encode())}


BODIES: dict[str, Any] = {
    "pupil_create": _new_pupil,
    "POST:api-pupil-list": _new_pupil,
    "pupil_detail": _new_pupil,
    "PATCH:api-pupil-detail": lambda args: {"full_name": "Bùi Thị Đổi Tên", "class_name": "8A"},
    "class_cards": lambda args: {"class_name": "10A1"},
    "class-cards": lambda args: {"class_name": "10A1"},
    "roll_over": lambda args: {"to:10A1": "", "apply": "yes"},
    "roll-over": lambda args: {"moves": {"10A1": ""}},
    "roster_upload": _roster,
    "roster-list": _roster,
    "roster_columns": lambda args: {"heading_row": 1, "full_name": 0, "birth_date": 1, "class_name": 2},
    "roster-columns": lambda args: {
        "heading_row": 1,
        "columns": {"full_name": 0, "birth_date": 1, "class_name": 2},
    },
    "roster_answer": lambda args: {"whole_school": "yes"},
    "roster-answers": lambda args: {"answers": {}, "whole_school": True},
    "roster_apply": lambda args: {"seen": args["digest"]},
    "roster-apply": lambda args: {"digest": args["digest"]},
}


def build(world: Any) -> None:
    """The first school's roll: a pupil who never logged in, and two lists that wait."""
    newcomer = make.pupil(world.school, consents=(), full_name=world.unseen_name)
    world.args["roll"] = {"pk": world.school.pk, "pupil_pk": newcomer.pk}
    by = world.people["adviser"]
    text = "Họ và tên,Ngày sinh,Lớp\nHoàng Văn Mới,05/09/2012,8A\n"
    file = SimpleUploadedFile("lop-8a.csv", text.encode())
    roster = rosters.upload(school=world.school, file=file, by=by)
    digest = roster_selectors.preview_of(roster).digest
    world.args["roster"] = {"pk": roster.pk, "digest": digest}
    file = SimpleUploadedFile("lop-8a.csv", text.encode())
    world.args["roster_unnamed"] = {"pk": rosters.upload(school=world.school, file=file, choose_columns=True, by=by).pk}
