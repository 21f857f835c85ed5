"""Sheets: what is uploaded, looked through and taken over, and what is written out."""

from typing import Any

from network.models import ImportBatch
from tests.architecture.acts import act, both
from tests.network import sheet_rows

ACTS = [
    act("GET:import_home", rest="ok"),
    act(
        f"{both('import_upload')} POST:api-import-list GET:import_template GET:api-import-template",
        "sheet_idea",
        rest="refused",
        ok="adviser other_adviser admin",
    ),
    act(
        f"{both('import_upload')} POST:api-import-list GET:import_template GET:api-import-template",
        "sheet_challenge",
        rest="refused",
        ok="representative other_representative department",
    ),
    act("GET:export GET:api-export", "sheet_idea", rest="refused", ok="adviser other_adviser admin"),
    act(
        "GET:export GET:api-export",
        "sheet_challenge",
        rest="refused",
        ok="representative other_representative mentor uncleared",
    ),
    act(
        "GET:import_preview GET:api-import-detail GET:import_errors GET:api-import-errors"
        " POST:import_apply POST:api-import-apply GET:import_progress GET:api-import-progress",
        "batch",
        rest="missing",
        ok="adviser",
    ),
]


def _sheet(args: dict[str, Any]) -> dict[str, Any]:
    row = sheet_rows.IDEA if args["kind"] == "idea" else sheet_rows.CHALLENGE
    return {"kind": args["kind"], "file": sheet_rows.csv_file(list(row.values()), head=list(row))}


BODIES: dict[str, Any] = {
    "import_upload": _sheet,
    "import-list": _sheet,
}


def build(world: Any) -> None:
    batch = ImportBatch.objects.create(
        kind="idea", file_name="y-tuong.csv", uploaded_by=world.people["adviser"], rows=[], errors=[]
    )
    world.args["batch"] = {"pk": batch.pk}
    for kind in ("idea", "challenge", "offer"):
        world.args[f"sheet_{kind}"] = {"kind": kind}
