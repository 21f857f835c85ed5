"""Invitations into calendars go by mail alone: the kind is here so that people can switch them off."""

from django.utils.translation import gettext_lazy as _

from people.notice_kinds import Kind, register

VISIT_INVITATION = Kind(
    "visit_invitation",
    _("lời mời vào lịch, gửi qua e-mail"),
    _("Chuyến đi đã được ghi vào lịch của thầy cô, anh chị."),
    "calendar",
    adults_only=True,
)

register(VISIT_INVITATION)
