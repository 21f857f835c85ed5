"""The closed sets of `people`. Labels are Vietnamese; English comes from the catalogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AdminUnitKind(models.TextChoices):
    CITY = "city", _("thành phố")
    WARD = "ward", _("phường")
    RURAL_COMMUNE = "rural_commune", _("xã")
    SPECIAL_ZONE = "special_zone", _("đặc khu")


class OrganisationKind(models.TextChoices):
    SCHOOL = "school", _("trường")
    ENTERPRISE = "enterprise", _("doanh nghiệp")
    INVESTOR = "investor", _("nhà đầu tư")
    UNIVERSITY = "university", _("trường đại học")
    YOUTH_UNION = "youth_union", _("Đoàn Thanh niên")
    BUSINESS_ASSOCIATION = "business_association", _("hiệp hội doanh nghiệp")
    ALUMNI_ASSOCIATION = "alumni_association", _("hội cựu học sinh")
    EDUCATION_DEPARTMENT = "education_department", _("Sở Giáo dục và Đào tạo")
    COMMUNE_OFFICE = "commune_office", _("ủy ban xã, phường")


class OrganisationStatus(models.TextChoices):
    PENDING = "pending", _("chờ xác minh")
    VERIFIED = "verified", _("đã xác minh")
    SUSPENDED = "suspended", _("tạm ngừng")
    CHANGES_REQUESTED = "changes_requested", _("cần bổ sung hồ sơ")
    REFUSED = "refused", _("không được nhận")


class OrganisationAct(models.TextChoices):
    """What its history tells of an organisation; the moves are those of `rules.ORGANISATION`."""

    REGISTERED = "registered", _("đăng ký")
    HAND_IN = "hand_in", _("gửi lại hồ sơ")
    VERIFY = "verify", _("xác minh")
    RECOMMEND = "recommend", _("giới thiệu")
    REQUEST_CHANGES = "request_changes", _("đề nghị bổ sung")
    REFUSE = "refuse", _("không nhận")
    REOPEN = "reopen", _("xét lại")
    SUSPEND = "suspend", _("tạm ngừng")
    REINSTATE = "reinstate", _("cho hoạt động lại")
    CHANGE = "change", _("xin đổi hồ sơ")
    ACCEPT_CHANGE = "accept_change", _("duyệt thay đổi hồ sơ")
    REFUSE_CHANGE = "refuse_change", _("không duyệt thay đổi hồ sơ")


class ChangeState(models.TextChoices):
    WAITING = "waiting", _("chờ duyệt thay đổi")
    ACCEPTED = "accepted", _("đã duyệt")
    REFUSED = "refused", _("không duyệt")


class ClaimState(models.TextChoices):
    WAITING = "waiting", _("chờ nhà trường xác nhận")
    CONFIRMED = "confirmed", _("nhà trường đã xác nhận")
    REFUSED = "refused", _("nhà trường không xác nhận")


class InvitationState(models.TextChoices):
    """Derived from the link's times (`models/invitation.py`)."""

    OPEN = "open", _("chưa ai dùng")
    ACCEPTED = "accepted", _("đã nhận lời")
    REVOKED = "revoked", _("đã thu hồi")
    EXPIRED = "expired", _("đã hết hạn")


class Right(models.TextChoices):
    """What the Department may hand on."""

    REVIEW_POSTS = "review_posts", _("duyệt bài toán và đề nghị hỗ trợ")
    VERIFY_ORGANISATIONS = "verify_organisations", _("xác minh tổ chức")
    RECORD_IDENTITY = "record_identity", _("ghi kết quả kiểm tra danh tính")
    SEE_COVERAGE = "see_coverage", _("xem toàn cảnh")
    HANDLE_ERASURE = "handle_erasure", _("xử lý yêu cầu xóa dữ liệu")


class DelegationScope(models.TextChoices):
    THCS_OF_COMMUNE = "thcs_of_commune", _("các trường THCS trong xã, phường")
    COMMUNE = "commune", _("mọi trường và tổ chức trong xã, phường")
    OWN_SCHOOL = "own_school", _("riêng trường được giao")


class SchoolLevel(models.TextChoices):
    THCS = "THCS", _("THCS")
    THPT = "THPT", _("THPT")
    THCS_THPT = "THCS_THPT", _("THCS và THPT")
    GDTX = "GDTX", _("GDTX")
    GDNN_GDTX = "GDNN_GDTX", _("GDNN-GDTX")


class Role(models.TextChoices):
    STUDENT = "student", _("học sinh")
    TEACHER = "teacher", _("giáo viên")
    ADVISER = "adviser", _("giáo viên phụ trách câu lạc bộ")
    SCHOOL_ADMIN = "school_admin", _("quản lý nhà trường")
    REPRESENTATIVE = "representative", _("đại diện tổ chức")
    MENTOR = "mentor", _("cố vấn")
    ALUMNUS = "alumnus", _("cựu học sinh")
    VOLUNTEER = "volunteer", _("tình nguyện viên Đoàn")
    COMMUNE_OFFICER = "commune_officer", _("cán bộ xã, phường")
    DEPARTMENT_OFFICER = "department_officer", _("cán bộ Sở")


SCHOOL_STAFF = frozenset({Role.TEACHER, Role.ADVISER, Role.SCHOOL_ADMIN})
# Adults from outside the school: what they may see of pupils is decided by clearance and engagement.
SUPPORTERS = frozenset({Role.REPRESENTATIVE, Role.MENTOR, Role.ALUMNUS, Role.VOLUNTEER})
OFFICERS = frozenset({Role.COMMUNE_OFFICER, Role.DEPARTMENT_OFFICER})

# What is given by a link or a form; a pupil comes by the roster.
ADULT_ROLES = [(role.value, role.label) for role in Role if role != Role.STUDENT]

# Which organisation a role can be held in.
ROLE_HOMES: dict[Role, frozenset[OrganisationKind]] = {
    Role.STUDENT: frozenset({OrganisationKind.SCHOOL}),
    Role.TEACHER: frozenset({OrganisationKind.SCHOOL}),
    Role.ADVISER: frozenset({OrganisationKind.SCHOOL}),
    Role.SCHOOL_ADMIN: frozenset({OrganisationKind.SCHOOL}),
    Role.REPRESENTATIVE: frozenset(
        {
            OrganisationKind.ENTERPRISE,
            OrganisationKind.INVESTOR,
            OrganisationKind.UNIVERSITY,
            OrganisationKind.BUSINESS_ASSOCIATION,
            OrganisationKind.YOUTH_UNION,
            OrganisationKind.ALUMNI_ASSOCIATION,
        }
    ),
    Role.MENTOR: frozenset(
        {
            OrganisationKind.ENTERPRISE,
            OrganisationKind.INVESTOR,
            OrganisationKind.UNIVERSITY,
            OrganisationKind.BUSINESS_ASSOCIATION,
            OrganisationKind.YOUTH_UNION,
            OrganisationKind.ALUMNI_ASSOCIATION,
        }
    ),
    Role.ALUMNUS: frozenset({OrganisationKind.SCHOOL, OrganisationKind.ALUMNI_ASSOCIATION}),
    Role.VOLUNTEER: frozenset({OrganisationKind.YOUTH_UNION}),
    Role.COMMUNE_OFFICER: frozenset({OrganisationKind.COMMUNE_OFFICE}),
    Role.DEPARTMENT_OFFICER: frozenset({OrganisationKind.EDUCATION_DEPARTMENT}),
}


class ConsentPurpose(models.TextChoices):
    ACCOUNT = "account", _("có tài khoản")
    MENTORING_CHAT = "mentoring_chat", _("trao đổi với cố vấn")
    PUBLIC_TEAM_PAGE = "public_team_page", _("trang công khai của nhóm")
    MEDIA = "media", _("ảnh và video")
    VISIT = "visit", _("tham quan")
    CONTEST = "contest", _("cuộc thi")


class ConsentWay(models.TextChoices):
    LINK = "link", _("qua đường dẫn một lần")
    PAPER = "paper", _("phiếu giấy có chữ ký")


class ClearanceCheck(models.TextChoices):
    IDENTITY = "identity", _("danh tính")
    ORGANISATION_WORD = "organisation_word", _("tổ chức bảo lãnh")
    REFERENCES = "references", _("hai người giới thiệu")
    CODE_OF_CONDUCT = "code_of_conduct", _("bộ quy tắc ứng xử")
    SAFEGUARDING_QUIZ = "safeguarding_quiz", _("bài kiểm tra an toàn trẻ em")


class GuardianRelation(models.TextChoices):
    MOTHER = "mother", _("mẹ")
    FATHER = "father", _("bố")
    GRANDPARENT = "grandparent", _("ông bà")
    OTHER = "other", _("người giám hộ khác")
