"""One pupil's guardians and papers as the school's page and API show them; each look is noted."""

from dataclasses import dataclass

from people.enums import ConsentPurpose, RecordPart
from people.models import Affiliation, Consent, ConsentPaper, GuardianLink, Guardianship, PhoneCheck, Refusal, User
from people.permissions import pupils as permissions
from people.selectors import consent_states, guardians, pupil_papers
from people.selectors.consent_states import States
from people.services import read_log

_LINKS = 5


@dataclass(frozen=True)
class GuardianPapers:
    """`check`: the number that waits for a second person; `may_second`: the viewer could be that person."""

    guardianship: Guardianship
    is_reachable: bool
    check: PhoneCheck | None
    may_second: bool
    consents: list[Consent]
    refusals: list[Refusal]
    links: list[GuardianLink]


@dataclass(frozen=True)
class PupilPapers:
    place: Affiliation | None
    states: States
    guardians: list[GuardianPapers]
    papers: list[ConsentPaper]

    @property
    def cells(self) -> list[tuple[ConsentPurpose, str]]:
        return list(self.states.items())


def note_look(*, pupil: User, viewer: User) -> None:
    """Of a form that names the pupil whose guardians or papers it is about."""
    read_log.record(reader=viewer, pupils=[pupil.pk], what=RecordPart.GUARDIANS)


def papers_of(*, pupil: User, viewer: User) -> PupilPapers:
    permissions.check_can_keep_papers_of(viewer, pupil)
    note_look(pupil=pupil, viewer=viewer)
    rows = guardians.of_pupils([pupil.pk])
    checks = {
        row.guardian_id: row
        for row in PhoneCheck.objects.filter(
            guardian__in=[row.guardian_id for row in rows], confirmed_at=None, dropped_at=None
        ).select_related("asked_by")
    }
    consents = list(
        Consent.objects.filter(guardianship__in=rows).select_related("taken_by", "confirmed_by").order_by("-given_at")
    )
    refusals = list(Refusal.objects.filter(guardianship__in=rows, lifted_at=None).order_by("-said_at"))
    links = list(pupil_papers.links_of(pupil)[:50])
    return PupilPapers(
        place=pupil_papers.class_of(pupil),
        states=consent_states.of([pupil.pk])[pupil.pk],
        guardians=[_of_guardian(row, checks, consents, refusals, links, viewer) for row in rows],
        papers=list(pupil_papers.papers_for(viewer).filter(guardianship__pupil=pupil)[:50]),
    )


def _of_guardian(
    row: Guardianship,
    checks: dict[int, PhoneCheck],
    consents: list[Consent],
    refusals: list[Refusal],
    links: list[GuardianLink],
    viewer: User,
) -> GuardianPapers:
    check = checks.get(row.guardian_id)
    is_reachable = bool(row.is_reachable)  # type: ignore[attr-defined]
    may_second = check.asked_by_id != viewer.pk if check else bool(row.guardian.phone) and not is_reachable
    return GuardianPapers(
        guardianship=row,
        is_reachable=is_reachable,
        check=check,
        may_second=may_second,
        consents=[consent for consent in consents if consent.guardianship_id == row.pk],
        refusals=[refusal for refusal in refusals if refusal.guardianship_id == row.pk],
        links=[link for link in links if link.guardianship_id == row.pk][:_LINKS],
    )
