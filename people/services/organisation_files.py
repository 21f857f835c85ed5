"""An organisation's file: written freely until it is verified.

Afterwards a change waits for a second look, and the verified words stand.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import normalise, tidy
from people import notice_kinds, rules, tax_code
from people.enums import ChangeState, OrganisationAct, OrganisationKind, OrganisationStatus
from people.models import AdminUnit, Organisation, OrganisationChange, User
from people.permissions import organisations as permissions
from people.selectors import hats
from people.selectors import organisation_files as selectors
from people.services import organisations

_ABOUT = 2000
_LONGEST = {
    field.name: field.max_length
    for field in Organisation._meta.concrete_fields
    if field.name in rules.FILE and field.max_length
}
_is_address = URLValidator(schemes=["http", "https"])


@signed
@transaction.atomic
def edit(*, organisation: Organisation, content: Mapping[str, str], by: User) -> OrganisationChange | None:
    """`content` is keyed like `rules.FILE`. The change that now waits, or None where it stands at once.

    What the Department itself writes into a file needs nobody's second look.
    """
    organisation = organisations.locked(organisation)
    permissions.check_can_edit_file(by, organisation)
    organisations.refuse_closed(organisation)
    clean = checked(organisation, content)
    if organisation.status == OrganisationStatus.VERIFIED and not _has_the_last_word(by, organisation):
        return _ask(organisation, clean, by)
    put(organisation, clean)
    return None


@signed
@transaction.atomic
def hand_in(*, organisation: Organisation, by: User) -> Organisation:
    """After the asked-for changes: back into the queue."""
    organisation = organisations.locked(organisation)
    permissions.check_can_edit_file(by, organisation)
    organisation.status = rules.ORGANISATION.target(organisation.status, "hand_in")
    if selectors.missing_in(organisation):
        raise Conflict(_("Hồ sơ còn thiếu. Hãy bổ sung rồi gửi lại."))
    organisation.save()
    organisations.note(organisation, OrganisationAct.HAND_IN, "", by)
    return organisation


@signed
def decide_waiting(*, organisation: Organisation, accepted: bool, reason: str = "", by: User) -> OrganisationChange:
    """The change that waits there now."""
    change = selectors.waiting_change_of(organisation)
    if change is None:
        raise Conflict(_("Hiện không có thay đổi nào chờ duyệt ở tổ chức này."))
    return decide(change=change, accepted=accepted, reason=reason, by=by)


@signed
@transaction.atomic
def decide(*, change: OrganisationChange, accepted: bool, reason: str = "", by: User) -> OrganisationChange:
    """Take the change into the file, or leave the file as it was verified."""
    organisation = organisations.locked(change.organisation)
    permissions.check_can_verify(by, organisation)
    found = OrganisationChange.objects.select_for_update(of=("self",)).filter(pk=change.pk).first()
    if found is None:
        raise Conflict(_("Tổ chức vừa gửi một bản khác thay bản này. Hãy tải lại trang."))
    change = found
    change.state = rules.ORGANISATION_CHANGE.target(change.state, "accept" if accepted else "refuse")
    change.reason = reason.strip() if accepted else organisations.required(reason)
    change.decided_by, change.decided_at = by, clock.now()
    change.save()
    if accepted:
        put(organisation, checked(organisation, change.content))
    act = OrganisationAct.ACCEPT_CHANGE if accepted else OrganisationAct.REFUSE_CHANGE
    kind = notice_kinds.ORGANISATION_CHANGE_ACCEPTED if accepted else notice_kinds.ORGANISATION_CHANGE_REFUSED
    organisations.note(organisation, act, change.reason, by)
    organisations.tell(organisation, kind, change.reason, by=by)
    return change


def checked(organisation: Organisation, content: Mapping[str, str]) -> dict[str, str]:
    """Tidied; `Invalid` by field. `organisation` may be one that is not saved yet."""
    clean = {name: _tidied(name, str(content.get(name, ""))) for name in rules.FILE}
    errors = {
        name: [sentence]
        for name, sentence in (
            ("name", "" if clean["name"] else _("Hãy ghi tên.")),
            ("tax_code", _wrong_tax_code(organisation, clean)),
            ("website", _wrong_website(clean["website"])),
            ("commune", "" if _commune(clean["commune"]) else _("Hãy chọn một xã, phường hiện nay.")),
            *((name, _too_long(name, clean[name])) for name in rules.FILE),
        )
        if sentence
    }
    if errors:
        raise Invalid(errors=errors)
    return clean


def put(organisation: Organisation, clean: Mapping[str, str]) -> None:
    for name in rules.FILE:
        if name != "commune":
            setattr(organisation, name, clean[name])
    organisation.commune = _current(clean["commune"])
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:
        raise Conflict(_("Đã có một tổ chức cùng tên ở xã, phường này, hoặc cùng mã số thuế.")) from None


def _has_the_last_word(user: User, organisation: Organisation) -> bool:
    """The Department's officers: on others' files, and on the Department's own, which nobody verifies."""
    is_department = organisation.kind == OrganisationKind.EDUCATION_DEPARTMENT
    return permissions.can_decide_on(user, organisation) or (is_department and hats.of(user).is_department_officer)


def _ask(organisation: Organisation, clean: dict[str, str], by: User) -> OrganisationChange | None:
    """One waits at a time: a newer wish replaces it. Wishing what stands takes the wish back."""
    organisation.changes.filter(state=ChangeState.WAITING).delete()
    if not selectors.differences(organisation, clean):
        return None
    organisations.note(organisation, OrganisationAct.CHANGE, "", by)
    return OrganisationChange.objects.create(organisation=organisation, content=clean, submitted_by=by)


def _tidied(name: str, text: str) -> str:
    text = tidy(text) if name == "about" else normalise(text)
    return (tax_code.tidied(text) or text) if name == "tax_code" else text


def _wrong_tax_code(organisation: Organisation, clean: Mapping[str, str]) -> str:
    code = clean["tax_code"]
    if not code:
        return ""
    if tax_code.tidied(code) is None:
        return _("Mã số thuế gồm 10 số, chi nhánh thêm 3 số. Có số gõ nhầm: chữ số kiểm tra không khớp.")
    if Organisation.objects.filter(tax_code=code).exclude(pk=organisation.pk).exists():
        return _("Mã số thuế này đã có trong mạng lưới. Hãy xin tổ chức ấy một lời mời.")
    return ""


def _wrong_website(address: str) -> str:
    try:
        if address:
            _is_address(address)
    except ValidationError:
        return _("Địa chỉ trang web bắt đầu bằng https:// và có tên miền.")
    return ""


def _too_long(name: str, text: str) -> str:
    longest = _LONGEST.get(name, _ABOUT)
    return _("Phần này dài quá %(longest)s ký tự.") % {"longest": longest} if len(text) > longest else ""


def _commune(code: str) -> AdminUnit | None:
    return AdminUnit.objects.filter(code=code, valid_to=None, parent__isnull=False).first()


def _current(code: str) -> AdminUnit:
    found = _commune(code)
    assert found is not None  # noqa: S101 - `checked` refused any other
    return found
