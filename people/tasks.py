"""Background work: each may run twice."""

from django.utils.translation import gettext_lazy as _

from core.actors import background
from people.services import (
    clearance_reminders,
    concerns,
    conduct,
    consent_reminders,
    data_requests,
    exports,
    former_pupils,
    notices,
    roster_writing,
    rosters,
    text_messages,
)
from people.services.mail import notices as mail_notices
from people.services.mail import references as mail_references


@background(_("làm bản sao dữ liệu cá nhân"))
def build_export(export: int) -> None:
    exports.build(export=export)


@background(_("nhắc hạn trả lời yêu cầu về dữ liệu, bỏ bản sao hết hạn"))
def mind_data() -> None:
    data_requests.remind()
    exports.drop_expired()


@background(_("gửi e-mail khẩn"))
def mail_urgent() -> None:
    """After something urgent happened."""
    mail_notices.send_urgent()


@background(_("gửi e-mail tóm tắt"))
def mail_digests() -> None:
    """Every morning."""
    mail_notices.send_digests()


@background(_("chuyển lên các việc an toàn quá hạn"))
def mind_concerns() -> None:
    """Hourly: what nobody looked at goes up, and a mail that could not leave is tried again."""
    concerns.raise_overdue()
    mail_notices.send_urgent()


@background(_("dọn thông báo cũ"))
def clean_notices() -> None:
    """Nightly."""
    notices.clean()


@background(_("gửi tin nhắn"))
def deliver_text(message_id: int) -> None:
    text_messages.deliver(message_id=message_id)


@background(_("gửi lại tin nhắn đang chờ"))
def deliver_waiting_texts() -> None:
    """Hourly."""
    text_messages.deliver_waiting()


@background(_("nhắc xin lại đồng ý của phụ huynh"))
def remind_of_consents() -> None:
    """Daily; each school is told once before and once after the end of the school year."""
    consent_reminders.remind_schools()


@background(_("nhắc hạn thẩm định"))
def mind_clearances() -> None:
    """Daily: what lapses soon, what has a new wording, whose referees are silent."""
    conduct.ask_again()
    clearance_reminders.remind_lapsing()
    mail_references.remind()
    mail_references.tell_expired()


@background(_("gửi e-mail một thông báo"))
def mail_notice(notice_id: int) -> None:
    mail_notices.send_one(notice_id=notice_id)


@background(_("viết thư cho người giới thiệu"))
def write_to_referee(reference_id: int) -> None:
    mail_references.write_first(reference_id=reference_id)


@background(_("nhắc người giới thiệu"))
def remind_referee(reference_id: int) -> None:
    mail_references.write_again(reference_id=reference_id)


@background(_("ghi danh sách học sinh"))
def apply_roster(roster: int) -> None:
    roster_writing.write(roster=roster)


@background(_("quên học sinh đã ra trường lâu, dọn danh sách bỏ dở"))
def mind_pupils() -> None:
    """Daily: forget who left long ago, and lists that nobody applied."""
    former_pupils.pseudonymise_due()
    rosters.tidy_up()
