"""What the home pages show of people's organisations: who waits to be verified, what one's own still lacks."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import wording
from core.panels import LINES, SHOWN, Line, Panel, Step
from people.enums import OrganisationStatus, Role
from people.models import Organisation, User
from people.permissions import organisations as permissions
from people.selectors import alumni, hats
from people.selectors import organisations as selectors

# Enough to say how much waits without counting the whole.
_COUNTED = 50
_IN_CHARGE = frozenset({Role.REPRESENTATIVE, Role.SCHOOL_ADMIN})


def organisations_waiting(user: User) -> Panel | None:
    """For whoever decides on them."""
    found = list(selectors.waiting_for(user)[:_COUNTED]) if permissions.can_see_queue(user) else []
    if not found:
        return None
    return Panel(
        title=_("Tổ chức chờ xác minh"),
        template=LINES,
        context={"lines": [_line(row) for row in found[:SHOWN]], "rest": max(0, len(found) - SHOWN)},
        icon="building-bank",
        more_url=reverse("organisation_queue"),
        more_label=_("Mở hàng chờ"),
        step=Step(
            title=ngettext("%(count)d tổ chức chờ xác minh", "%(count)d tổ chức chờ xác minh", len(found))
            % {"count": len(found)},
            text=found[0].name,
            label=_("Xem hồ sơ"),
            url=reverse("organisation_review", args=[found[0].pk]),
            icon="building-bank",
        ),
        counts={"organisation_queue": len(found)},
    )


def own_organisations(user: User) -> Panel | None:
    """One's own that are not verified yet: where they stand, and the way to the file."""
    waiting = [
        hat for hat in hats.of(user).counting if hat.role in _IN_CHARGE and hat.organisation_status in selectors.WAITING
    ]
    if not waiting:
        return None
    back = next((hat for hat in waiting if hat.organisation_status == OrganisationStatus.CHANGES_REQUESTED), None)
    lines = [
        Line(
            title=hat.organisation_name,
            url=reverse("organisation_file", args=[hat.organisation_id]),
            icon="building-community",
            state=hat.organisation_status,
            state_label=str(hat.organisation_status.label),
        )
        for hat in waiting
    ]
    return Panel(
        title=_("Tổ chức của tôi"),
        template=LINES,
        context={"lines": lines, "rest": 0},
        icon="building-community",
        more_url=reverse("organisation_mine"),
        more_label=_("Xem hết"),
        step=_mend(back) if back else None,
    )


def alumni_waiting(user: User) -> Panel | None:
    """For the management of a school."""
    if not hats.of(user).is_school_admin:
        return None
    found = list(alumni.waiting_for(user)[:_COUNTED])
    if not found:
        return None
    lines = [
        Line(
            title=claim.user.full_name,
            url=reverse("organisation_people", args=[claim.school_id]),
            text=_("ra trường năm %(year)s") % {"year": claim.year},
            note=wording.ago(claim.made_at),
            icon="certificate",
        )
        for claim in found[:SHOWN]
    ]
    return Panel(
        title=_("Cựu học sinh chờ xác nhận"),
        template=LINES,
        context={"lines": lines, "rest": max(0, len(found) - SHOWN)},
        icon="certificate",
        more_url=reverse("organisation_people", args=[found[0].school_id]),
        more_label=_("Xem hết"),
    )


def _line(row: Organisation) -> Line:
    changes = row.status == OrganisationStatus.VERIFIED
    return Line(
        title=row.name,
        url=reverse("organisation_review", args=[row.pk]),
        text=row.get_kind_display().capitalize(),
        note=wording.ago(row.created_at),
        icon="building-community",
        state="pending" if changes else row.status,
        state_label=_("chờ duyệt thay đổi") if changes else row.get_status_display(),
    )


def _mend(hat: hats.Hat) -> Step:
    return Step(
        title=_("Hồ sơ tổ chức cần bổ sung"),
        text=hat.organisation_name,
        label=_("Bổ sung"),
        url=reverse("organisation_file", args=[hat.organisation_id]),
        icon="file-pencil",
    )
