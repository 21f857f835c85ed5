"""The things of `people` whose history has a page: an organisation, an adult, a pupil."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people import rules
from people.enums import Role
from people.models import (
    Affiliation,
    Clearance,
    Consent,
    ConsentPaper,
    DataRequest,
    Guardian,
    Guardianship,
    Organisation,
    PhoneCheck,
    Refusal,
    School,
    User,
)
from people.selectors import history, pupils
from people.selectors.hats import Hats
from people.selectors.history import Kind, Part

_USER = ("full_name", "username", "email", "birth_date", "is_active", "assented_at")
_HAT = ("role", "organisation", "title", "starts_on", "ends_on")


def register() -> None:
    history.register(_ORGANISATION, _ADULT, _PUPIL)


def _is_department(worn: Hats, thing: Any) -> bool:
    return worn.is_department_officer


def _administers(worn: Hats, pupil: User) -> bool:
    return worn.is_school_admin and pupils.administered_by(worn).filter(pk=pupil.pk).exists()


_ORGANISATION = Kind(
    "organisation",
    _("Lịch sử của tổ chức"),
    Organisation.objects.all,
    _is_department,
    (
        Part(
            Organisation,
            _("Tổ chức"),
            lambda one: Q(id=one.pk),
            (*rules.FILE, "kind", "status", "verified_at", "verified_by"),
        ),
        Part(
            School,
            _("Trường"),
            lambda one: Q(organisation=one.pk),
            ("level", "ministry_code", "pupil_count"),
        ),
        Part(
            Affiliation,
            _("Vai trò của người lớn"),
            lambda one: Q(organisation=one.pk) & ~Q(role=Role.STUDENT),
            ("role", "title", "starts_on", "ends_on"),
            about="user",
        ),
    ),
    page="organisation_detail",
)


def _newest_organisation(adult: User) -> int | None:
    """Where the Department finds this person again."""
    hats_worn = Affiliation.objects.filter(user=adult).exclude(role=Role.STUDENT)
    return hats_worn.order_by("-starts_on", "-pk").values_list("organisation", flat=True).first()


_ADULT = Kind(
    "person",
    _("Lịch sử của một người"),
    pupils.adults,
    _is_department,
    (
        Part(User, _("Tài khoản"), lambda one: Q(id=one.pk), _USER),
        Part(Affiliation, _("Vai trò"), lambda one: Q(user=one.pk) & ~Q(role=Role.STUDENT), _HAT),
        Part(
            Clearance,
            _("Thẩm định"),
            lambda one: Q(user=one.pk),
            ("check_kind", "organisation", "evidence", "reviewer", "granted_on", "expires_on", "revoked_at"),
        ),
        Part(
            DataRequest,
            _("Yêu cầu về dữ liệu"),
            lambda one: Q(subject=one.pk),
            ("kind", "state", "ground", "answer"),
        ),
    ),
    page="organisation_detail",
    place=_newest_organisation,
)


def _guardianships(pupil: User) -> list[int]:
    return list(Guardianship.objects.filter(pupil=pupil).values_list("pk", flat=True))


def _guardians(pupil: User) -> list[int]:
    return list(Guardianship.objects.filter(pupil=pupil).values_list("guardian", flat=True))


_PUPIL = Kind(
    "pupil",
    _("Lịch sử của một học sinh"),
    User.objects.all,
    _administers,
    (
        Part(User, _("Tài khoản"), lambda one: Q(id=one.pk), _USER),
        Part(Affiliation, _("Lớp và trường"), lambda one: Q(user=one.pk), _HAT),
        Part(
            Guardianship,
            _("Người giám hộ"),
            lambda one: Q(pupil=one.pk),
            ("relation", "ended_on"),
            about="guardian",
        ),
        Part(Guardian, _("Thông tin người giám hộ"), lambda one: Q(id__in=_guardians(one)), ("full_name", "phone")),
        Part(
            Consent,
            _("Đồng ý của phụ huynh"),
            lambda one: Q(guardianship__in=_guardianships(one)),
            (
                "purpose",
                "text_version",
                "way",
                "evidence",
                "taken_by",
                "confirmed_by",
                "given_at",
                "expires_on",
                "withdrawn_at",
            ),
        ),
        Part(
            Refusal,
            _("Phụ huynh không đồng ý"),
            lambda one: Q(guardianship__in=_guardianships(one)),
            ("purpose", "text_version", "evidence", "recorded_by", "said_at", "expires_on", "lifted_at"),
        ),
        Part(
            ConsentPaper,
            _("Giấy đồng ý"),
            lambda one: Q(guardianship__in=_guardianships(one)),
            ("text_version", "uploaded_by", "uploaded_at", "decided_by", "decided_at", "is_right", "note"),
        ),
        Part(
            PhoneCheck,
            _("Xác nhận số điện thoại"),
            lambda one: Q(guardian__in=_guardians(one)),
            ("phone", "asked_by", "confirmed_by", "confirmed_at", "dropped_at"),
        ),
        Part(
            DataRequest,
            _("Yêu cầu về dữ liệu"),
            lambda one: Q(subject=one.pk),
            ("kind", "state", "ground", "answer"),
        ),
    ),
    names_pupils=True,
    page="pupil_papers",
)
