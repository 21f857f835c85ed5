"""Pupils as those who keep their papers see them."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from people.enums import Role
from people.models import Affiliation, ConsentPaper, GuardianLink, School, User
from people.selectors import gates, hats

IN_CHARGE = frozenset({Role.ADVISER, Role.SCHOOL_ADMIN})


def schools_for(viewer: hats.Anyone) -> list[School]:
    """The schools in which this person keeps the papers."""
    led = hats.of(viewer).organisations_as(IN_CHARGE)
    return list(School.objects.filter(pk__in=led).select_related("organisation").order_by("organisation__name", "pk"))


def get_school_for(viewer: hats.Anyone, pk: int | None) -> School:
    """The one asked for, or the first."""
    schools = schools_for(viewer)
    found = next((school for school in schools if pk in {None, school.pk}), None)
    if found is None:
        raise NotFound(_("Trang này dành cho thầy cô phụ trách của trường."))
    return found


def pupils_for(viewer: hats.Anyone) -> QuerySet[User]:
    return gates.pupils_in_schools(hats.of(viewer).organisations_as(IN_CHARGE))


def get_pupil_for(viewer: hats.Anyone, pk: int) -> User:
    found = pupils_for(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy em này ở trường của thầy cô."))
    return found


def class_of(pupil: User) -> Affiliation | None:
    rows = Affiliation.objects.filter(gates.affiliation_is_current(), user=pupil, role=Role.STUDENT)
    return rows.select_related("organisation").order_by("-pk").first()


def papers_for(viewer: hats.Anyone) -> QuerySet[ConsentPaper]:
    rows = ConsentPaper.objects.filter(guardianship__pupil__in=pupils_for(viewer))
    related = ("guardianship__guardian", "guardianship__pupil", "uploaded_by", "decided_by")
    return rows.select_related(*related).order_by("-pk")


def get_paper_for(viewer: hats.Anyone, pk: int) -> ConsentPaper:
    found = papers_for(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy giấy này ở trường của thầy cô."))
    return found


def links_of(pupil: User) -> QuerySet[GuardianLink]:
    return GuardianLink.objects.filter(guardianship__pupil=pupil).select_related("created_by").order_by("-pk")


def in_charge_of(pupil: User) -> QuerySet[Affiliation]:
    """Today's hats of those who keep this pupil's papers."""
    schools = Affiliation.objects.filter(gates.affiliation_is_current(), user=pupil, role=Role.STUDENT)
    return Affiliation.objects.filter(
        gates.affiliation_is_current(),
        organisation__in=schools.values("organisation"),
        role__in=IN_CHARGE,
        user__is_active=True,
    )
