"""One pupil of a school's roll by hand: added, corrected, moved to another class."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.actors import signed
from core.errors import Invalid
from core.sheets.cells import Unfit
from people.enums import GuardianRelation
from people.models import Affiliation, School, User
from people.permissions import pupils as permissions
from people.rosters import values
from people.selectors import pupils as selectors
from people.services import guardians, pupils

# Keyed like the form: full_name, class_name, code as text, birth_date an ISO date or None; to add also guardian_name,
# guardian_phone, guardian_relation, and is_another: a second pupil of this name and birth date.
Content = Mapping[str, Any]


@signed
@transaction.atomic
def add(*, school: School, content: Content, by: User) -> User:
    """An account without a password: the card makes it (`services/cards.py`)."""
    permissions.check_can_enrol_in(by, school)
    facts = _read(content, school)
    if not content.get("is_another") and selectors.same_person_on_roll(school, facts["full_name"], facts["birth_date"]):
        raise Invalid(
            _("Trường đã có một em trùng họ tên và ngày sinh. Nếu là em khác, hãy đánh dấu ô bên dưới."),
            field="is_another",
        )
    pupil = pupils.enrol(
        school=school,
        full_name=facts["full_name"],
        class_name=facts["class_name"],
        birth_date=facts["birth_date"],
        by=by,
    ).pupil
    _save(Affiliation.objects.get(user=pupil), title=facts["class_name"], pupil_code=facts["code"])
    _add_guardian(pupil, content, by)
    return pupil


@signed
@transaction.atomic
def correct(*, school: School, pupil: User, content: Content, by: User) -> User:
    """Name, birth date, class, code. The user name stays: it is what the pupil knows."""
    permissions.check_can_keep_roll_of(by, school, pupil)
    facts = _read(content, school)
    pupil = User.objects.select_for_update(no_key=True).get(pk=pupil.pk)
    pupil.full_name, pupil.birth_date = facts["full_name"], facts["birth_date"]
    pupil.save(update_fields=["full_name", "sort_name", "birth_date"])
    _save(selectors.get_on_roll(school, pupil.pk), title=facts["class_name"], pupil_code=facts["code"])
    return pupil


def _save(hat: Affiliation, **facts: str) -> None:
    for name, value in facts.items():
        setattr(hat, name, value)
    try:
        with transaction.atomic():
            hat.save(update_fields=list(facts))
    except IntegrityError:
        raise Invalid(_("Mã học sinh này đã thuộc về em khác của trường."), field="code") from None


def _read(content: Content, school: School) -> dict[str, Any]:
    """By the same rules as a cell of a roster."""
    readers = {
        "full_name": values.person_name,
        "class_name": lambda text: values.class_name(text, school.level),
        "birth_date": values.birth_date,
        "code": values.code,
    }
    facts: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for name, take in readers.items():
        try:
            facts[name] = take(str(content.get(name) or ""))
        except Unfit as unfit:
            errors[name] = [str(unfit)]
    if errors:
        raise Invalid(errors=errors)
    return facts


def _add_guardian(pupil: User, content: Content, by: User) -> None:
    name, typed = content.get("guardian_name") or "", content.get("guardian_phone") or ""
    if not name and typed:
        raise Invalid(_("Có số điện thoại mà chưa có họ tên của người ấy."), field="guardian_name")
    if not name:
        return
    try:
        phone = values.phone(typed)
    except Unfit as unfit:
        raise Invalid(str(unfit), field="guardian_phone") from None
    relation = GuardianRelation(content.get("guardian_relation") or GuardianRelation.OTHER)
    guardians.add(pupil=pupil, full_name=name, phone=phone, relation=relation, by=by)
