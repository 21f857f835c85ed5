"""What reports of concern are about: found by a signed reference, described as the page showed it."""

from dataclasses import replace

from django.utils.translation import gettext as _

from core.actors import signed
from core.errors import Invalid
from people import concern_subjects
from people.concern_subjects import Someone, Subject
from people.enums import ConcernAbout, OrganisationKind
from people.models import Organisation, User
from people.selectors import hats, organisations

_PEOPLE_AT_MOST = 12


@signed
def reference_for(*, kind: str, pk: int, by: User) -> str:
    """A signed reference to what this person may see now."""
    known = concern_subjects.KINDS.get(kind)
    if known is None:
        raise Invalid(_("Không có loại nội dung này."), field="kind")
    known.find(by, pk)
    return concern_subjects.reference(kind, pk, by)


def behind(token: str, reader: hats.Person) -> Subject | None:
    """The subject of a page; None where there is none, or none that this reader was shown."""
    found = concern_subjects.read(token, reader) if token else None
    if found is None:
        return None
    return described(*found, reader)


def described(kind: str, pk: int, reader: hats.Person) -> Subject | None:
    """As this reader was shown it, who may see it or has seen it already."""
    subject = concern_subjects.KINDS[kind].describe(reader, pk)
    return replace(subject, kind=kind, pk=pk) if subject else None


def organisation(viewer: hats.Person, pk: int) -> Subject | None:
    """An organisation's page with the adults it shows."""
    row = Organisation.objects.select_related("commune").filter(pk=pk).first()
    if row is None:
        return None
    people = organisations.cleared_people_of(row)[:_PEOPLE_AT_MOST]
    shown = tuple(Someone(pk=one.pk, shown=one.full_name, side=ConcernAbout.OUTSIDE) for one in people)
    content = {"name": row.name, "kind": row.kind, "about": row.about, "commune": row.commune.full_name}
    school = row.pk if row.kind == OrganisationKind.SCHOOL else None
    return Subject(label=row.name, content=content, people=shown, school_id=school)
