"""What `people` keeps about a person, in the order it is read."""

from django.utils.translation import gettext_lazy as _

from people import personal_data
from people.personal_data import Holding
from people.selectors import own_data
from people.services import forgetting


def register() -> None:
    personal_data.register(
        Holding("account", _("Tài khoản"), own_data.account),
        Holding("former_states", _("Tài khoản trước đây"), own_data.former_states),
        Holding("log_in", _("Đăng nhập"), own_data.log_in, forgetting.log_in),
        Holding("affiliations", _("Vai trò"), own_data.affiliations, forgetting.affiliations),
        Holding("clearances", _("Thẩm định"), own_data.clearances, forgetting.clearances),
        Holding("guardianships", _("Người giám hộ"), own_data.guardianships, forgetting.guardianships),
        Holding("consents", _("Đồng ý của phụ huynh"), own_data.consents, forgetting.consents),
        Holding("refusals", _("Phụ huynh không đồng ý"), own_data.refusals, forgetting.refusals),
        Holding("consent_papers", _("Giấy đồng ý"), own_data.consent_papers, forgetting.consent_papers),
        Holding("guardian_letters", _("Tin gửi phụ huynh"), own_data.guardian_letters, forgetting.guardian_letters),
        Holding("safeguarding", _("Phụ trách an toàn"), own_data.safeguarding),
        # What was written into a case stays: the law wants it, and the database refuses to change it.
        Holding("concerns", _("Điều đã báo"), own_data.concerns, is_private=True),
        Holding("reads_of_record", _("Ai đã xem hồ sơ"), own_data.reads_of_record),
        Holding("reads_made", _("Đã xem hồ sơ học sinh"), own_data.reads_made),
        Holding("notices", _("Thông báo"), own_data.notices, forgetting.notices),
        Holding(
            "notice_preferences",
            _("Cách nhận thông báo"),
            own_data.notice_preferences,
            forgetting.notice_preferences,
        ),
        Holding("data_requests", _("Yêu cầu về dữ liệu"), own_data.data_requests, forgetting.data_requests),
    )
