"""The paper form of a child: what is asked in plain words, a code to scan for each guardian, a place to sign."""

import datetime as dt
from dataclasses import dataclass

import segno
from django.utils.translation import get_language

from core import clock
from core.actors import signed
from people import consent_texts, rules
from people.consent_texts import ConsentText
from people.enums import RecordPart
from people.models import School, User
from people.permissions import pupils as permissions
from people.selectors import consent_board, pupil_papers
from people.selectors.consent_board import Row
from people.services import guardian_links, read_log


@dataclass(frozen=True)
class PrintedGuardian:
    name: str
    # A picture inside the page; empty where the phone is not checked and the form must be signed by hand.
    picture: str


@dataclass(frozen=True)
class PrintedForm:
    row: Row
    guardians: list[PrintedGuardian]


@signed
def for_class(*, school: School, class_name: str, by: User) -> list[PrintedForm]:
    """One form a child, in the order of the roll."""
    return _forms(school, consent_board.rows(school, class_name), by)


@signed
def for_pupil(*, pupil: User, by: User) -> tuple[School, list[PrintedForm]]:
    permissions.check_can_keep_papers_of(by, pupil)
    place = pupil_papers.class_of(pupil)
    school = School.objects.select_related("organisation").get(pk=place.organisation_id if place else None)
    rows = consent_board.rows(school, place.title if place else "")
    return school, _forms(school, [row for row in rows if row.pupil.pk == pupil.pk], by)


def text() -> ConsentText:
    return consent_texts.of(rules.CONSENT_TEXT, get_language() or "vi")


def counts_until() -> dt.date:
    return rules.consent_ends(clock.today())


def _forms(school: School, rows: list[Row], by: User) -> list[PrintedForm]:
    made = guardian_links.print_for(school=school, rows=rows, by=by)
    read_log.record(reader=by, pupils=[row.pupil.pk for row in rows], what=RecordPart.CONSENT_FORM)
    return [
        PrintedForm(
            form.row,
            [PrintedGuardian(part.guardianship.guardian.full_name, _picture(part.address)) for part in form.guardians],
        )
        for form in made
    ]


def _picture(address: str) -> str:
    if not address:
        return ""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2, light="#fff"))
