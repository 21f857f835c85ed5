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
    REPRESENTATIVE = "representative", _("đại diện doanh nghiệp")
    MENTOR = "mentor", _("cố vấn")
    ALUMNUS = "alumnus", _("cựu học sinh")
    VOLUNTEER = "volunteer", _("tình nguyện viên Đoàn")
    COMMUNE_OFFICER = "commune_officer", _("cán bộ xã, phường")
    DEPARTMENT_OFFICER = "department_officer", _("cán bộ Sở")


SCHOOL_STAFF = frozenset({Role.TEACHER, Role.ADVISER, Role.SCHOOL_ADMIN})
# Adults from outside the school: what they may see of pupils is decided by clearance and engagement.
SUPPORTERS = frozenset({Role.REPRESENTATIVE, Role.MENTOR, Role.ALUMNUS, Role.VOLUNTEER})
OFFICERS = frozenset({Role.COMMUNE_OFFICER, Role.DEPARTMENT_OFFICER})

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


class DataRequestKind(models.TextChoices):
    ACCESS = "access", _("bản sao dữ liệu")
    CORRECTION = "correction", _("sửa dữ liệu")
    RESTRICTION = "restriction", _("tạm dừng xử lý dữ liệu")
    ERASURE = "erasure", _("xóa dữ liệu")


class DataRequestState(models.TextChoices):
    RECEIVED = "received", _("mới nhận")
    ACKNOWLEDGED = "acknowledged", _("đã xác nhận")
    DONE = "done", _("đã thực hiện")
    LIFTED = "lifted", _("đã cho xử lý lại")
    REFUSED = "refused", _("đã từ chối")
    WITHDRAWN = "withdrawn", _("đã rút lại")


OPEN_DATA_REQUESTS = (DataRequestState.RECEIVED, DataRequestState.ACKNOWLEDGED)


class DataAsker(models.TextChoices):
    PERSON = "person", _("chính người đó")
    GUARDIAN = "guardian", _("phụ huynh, qua nhà trường")
    STAFF = "staff", _("cán bộ ghi thay")


class RefusalGround(models.TextChoices):
    """Why the law lets a request be refused."""

    IDENTITY = "identity", _("chưa xác minh được người yêu cầu")
    NOT_ENTITLED = "not_entitled", _("người yêu cầu không có quyền đối với dữ liệu này")
    LAW_KEEPS = "law_keeps", _("pháp luật yêu cầu lưu giữ dữ liệu này")
    SAFETY = "safety", _("dữ liệu đang phục vụ một vụ việc bảo vệ trẻ em")
    OTHERS = "others", _("thực hiện sẽ xâm phạm dữ liệu hoặc quyền của người khác")


class ExportState(models.TextChoices):
    WAITING = "waiting", _("đang chờ")
    RUNNING = "running", _("đang gom dữ liệu")
    READY = "ready", _("đã sẵn sàng")
    FAILED = "failed", _("chưa làm được")


class RecordPart(models.TextChoices):
    """What of a pupil's record was read, as `services/read_log.py` is told."""

    TEAM = "team", _("tên trong nhóm của ý tưởng")
    CLUB = "club", _("tên trong danh sách câu lạc bộ")
    LIST = "list", _("tên trong danh sách để chọn")
    HISTORY = "history", _("lịch sử thay đổi")
    PROPOSAL = "proposal", _("tên trong diễn biến của đề nghị")
    ENGAGEMENT = "engagement", _("tên gọi trong buổi đồng hành")
    READS = "reads", _("nhật ký ai đã xem hồ sơ")
    DATA_REQUEST = "data_request", _("yêu cầu về dữ liệu")
    EXPORT = "export", _("bản sao dữ liệu")
