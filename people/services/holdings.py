"""What `people` keeps about a person, in the order it is read."""

from django.utils.translation import gettext_lazy as _

from people import personal_data
from people.personal_data import Holding
from people.selectors import own_checks, own_data, own_joining
from people.services import forgetting, forgetting_checks, forgetting_joining


def register() -> None:
    personal_data.register(
        Holding("account", _("Tài khoản"), own_data.account),
        Holding("former_states", _("Tài khoản trước đây"), own_data.former_states),
        Holding("log_in", _("Đăng nhập"), own_data.log_in, forgetting.log_in),
        Holding("affiliations", _("Vai trò"), own_data.affiliations, forgetting.affiliations),
        Holding("clearances", _("Thẩm định"), own_data.clearances, forgetting.clearances),
        Holding("clearance_requests", _("Yêu cầu thẩm định"), own_checks.requests, forgetting_checks.requests),
        Holding("conduct_signatures", _("Cam kết đã ký"), own_checks.signatures, forgetting_checks.signatures),
        Holding("quiz_tries", _("Bài trắc nghiệm an toàn"), own_checks.quiz_tries),
        Holding("references", _("Người giới thiệu"), own_checks.references, forgetting_checks.references),
        Holding("invitations", _("Lời mời"), own_joining.invitations, forgetting_joining.invitations),
        Holding("alumnus_claims", _("Cựu học sinh"), own_joining.alumnus_claims, forgetting_joining.alumnus_claims),
        Holding("delegations", _("Quyền được giao"), own_joining.delegations),
        Holding("organisation_acts", _("Việc của tổ chức"), own_joining.organisation_acts),
        Holding(
            "signed_files", _("Người đại diện trong hồ sơ"), own_joining.signed_files, forgetting_joining.signed_files
        ),
        Holding("rolls", _("Danh sách học sinh đã nộp"), own_joining.rolls, forgetting_joining.rolls),
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
