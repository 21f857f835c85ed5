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
# Who may give the word of their organisation for one of its people.
WORD_GIVERS = frozenset({Role.REPRESENTATIVE, Role.SCHOOL_ADMIN})
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


class ConsentMark(models.TextChoices):
    """What a guardian marks for one purpose; leaving it blank is no mark."""

    YES = "yes", _("Đồng ý")
    NO = "no", _("Không đồng ý")


class ConsentState(models.TextChoices):
    """What the school sees for one pupil and one purpose."""

    YES = "yes", _("đồng ý")
    NO = "no", _("không đồng ý")
    NOT_ASKED = "not_asked", _("chưa trả lời")
    EXPIRED = "expired", _("hết hạn")
    WAITING = "waiting", _("giấy chờ người thứ hai")
    OUTDATED = "outdated", _("cần hỏi lại lời mới")

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return {"yes": "green", "no": "red", "waiting": "yellow", "not_asked": "neutral"}.get(self.value, "orange")


# A guardian with one of these has something to answer.
CONSENT_MISSING = frozenset({ConsentState.NOT_ASKED, ConsentState.EXPIRED, ConsentState.OUTDATED})


class ClearanceCheck(models.TextChoices):
    IDENTITY = "identity", _("danh tính")
    ORGANISATION_WORD = "organisation_word", _("tổ chức bảo lãnh")
    REFERENCES = "references", _("hai người giới thiệu")
    CODE_OF_CONDUCT = "code_of_conduct", _("bộ quy tắc ứng xử")
    SAFEGUARDING_QUIZ = "safeguarding_quiz", _("bài kiểm tra an toàn trẻ em")


class RosterState(models.TextChoices):
    MAPPING = "mapping", _("chờ chọn cột")
    READY = "ready", _("chờ ghi")
    APPLYING = "applying", _("đang ghi")
    APPLIED = "applied", _("đã ghi")


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
    CONVERSATION = "conversation", _("tên gọi và lời viết trong cuộc trò chuyện")
    READS = "reads", _("nhật ký ai đã xem hồ sơ")
    DATA_REQUEST = "data_request", _("yêu cầu về dữ liệu")
    EXPORT = "export", _("bản sao dữ liệu")
    CONSENTS = "consents", _("đồng ý của phụ huynh, cả lớp")
    CONSENTS_EXPORT = "consents_export", _("bảng đồng ý của phụ huynh, tải về")
    CONSENT_FORM = "consent_form", _("phiếu xin đồng ý, để in")
    CONSENT_PAPER = "consent_paper", _("giấy đồng ý có chữ ký")
    GUARDIANS = "guardians", _("người giám hộ và câu trả lời")
    VISIT_ROSTER = "visit_roster", _("tên trong danh sách đi tham quan")
    VISIT_EXPORT = "visit_export", _("danh sách đi tham quan, tải về")
    VISIT_FORM = "visit_form", _("phiếu hỏi phụ huynh về chuyến tham quan, để in")
    PLACEMENT = "placement", _("tên, kế hoạch và nhật ký của kỳ thực tập")


class ConcernWorry(models.TextChoices):
    UNSAFE = "unsafe", _("đang không an toàn, cần giúp ngay")
    HARM = "harm", _("bị dọa nạt, bắt nạt, đánh hay đụng chạm")
    BEHAVIOUR = "behaviour", _("lời nói, việc làm gây khó chịu")
    CONTACT = "contact", _("xin số điện thoại, hẹn gặp riêng, nhắn tin bên ngoài")
    CONTENT = "content", _("nội dung không phù hợp")
    MONEY = "money", _("xin tiền, lừa đảo, bắt làm việc")
    OTHER = "other", _("điều khác")


class ConcernAbout(models.TextChoices):
    """Whom it is about, where no single person of the page is meant."""

    OUTSIDE = "outside", _("một người lớn ngoài trường")
    STAFF = "staff", _("một thầy cô hoặc nhân viên nhà trường")
    PUPIL = "pupil", _("một bạn học sinh")
    ONESELF = "oneself", _("chính người viết")


class ConcernDesk(models.TextChoices):
    """Whose safeguarding lead answers for a case."""

    SCHOOL = "school", _("nhà trường")
    DEPARTMENT = "department", _("Sở")


class ConcernStatus(models.TextChoices):
    NEW = "new", _("chưa ai xem")
    LOOKED = "looked", _("đang xử lý")
    CLOSING = "closing", _("chờ người thứ hai xác nhận")
    CLOSED = "closed", _("đã khép lại")


class ConcernOutcome(models.TextChoices):
    SETTLED = "settled", _("đã giải quyết, em an toàn")
    HANDED_OVER = "handed_over", _("đã chuyển cho nơi có thẩm quyền")
    UNFOUNDED = "unfounded", _("đã xem kỹ, không có căn cứ")
    NOT_ENOUGH = "not_enough", _("chưa đủ thông tin để đi tiếp")


class ConcernAct(models.TextChoices):
    REPORTED = "reported", _("nhận được báo cáo")
    OPENED = "opened", _("mở xem")
    NOTED = "noted", _("ghi chú")
    TALKED = "talked", _("nói chuyện")
    TOLD_GUARDIAN = "told_guardian", _("báo phụ huynh")
    TO_111 = "to_111", _("chuyển Tổng đài 111")
    TO_POLICE = "to_police", _("chuyển công an hoặc cơ quan khác")
    TO_DEPARTMENT = "to_department", _("chuyển lên Sở")
    RAISED = "raised", _("quá hạn xem, báo lên Sở")
    COPIED = "copied", _("niêm phong thêm bản sao")
    CALLED_AGAIN = "called_again", _("lại có lời cần hỏi thăm ngay")
    HELD = "held", _("tạm dừng đồng hành")
    RELEASED = "released", _("cho đồng hành tiếp")
    ASKED_SUSPENSION = "asked_suspension", _("đề nghị Sở tạm ngừng một người lớn")
    SUSPENDED = "suspended", _("tạm ngừng quyền của một người lớn")
    ANSWERED = "answered", _("trả lời người báo")
    ASKED_CLOSE = "asked_close", _("đề nghị khép lại")
    KEPT_OPEN = "kept_open", _("chưa khép lại")
    CLOSED = "closed", _("khép lại")


# What a lead writes down by hand; the other acts are written by what was done.
WRITTEN_ACTS = (ConcernAct.NOTED, ConcernAct.TALKED, ConcernAct.TOLD_GUARDIAN, ConcernAct.TO_POLICE)


class DigestRhythm(models.TextChoices):
    OFF = "off", _("không gửi")
    DAILY = "daily", _("mỗi ngày")
    WEEKLY = "weekly", _("mỗi tuần")


class ContactLevel(models.TextChoices):
    """How closely an outside adult may meet pupils, each level above the one before it (`rules.LEVELS`)."""

    POST_ONLY = "post_only", _("chỉ đăng bài")
    SUPERVISED_ONLINE = "supervised_online", _("trao đổi trực tuyến có thầy cô")
    ON_SITE = "on_site", _("gặp trực tiếp tại cơ sở")
    IN_PERSON_MENTOR = "in_person_mentor", _("cố vấn trực tiếp thường xuyên")


class IdentityDocument(models.TextChoices):
    """What was shown. Its number and its picture are noted nowhere."""

    CITIZEN_CARD = "citizen_card", _("thẻ căn cước")
    VNEID = "vneid", _("căn cước điện tử trên VNeID")
    PASSPORT = "passport", _("hộ chiếu")
    SERVICE_CARD = "service_card", _("thẻ ngành công an, quân đội")


class IdentityWay(models.TextChoices):
    IN_PERSON = "in_person", _("gặp trực tiếp")
    VIDEO = "video", _("gọi hình")


class RequestOutcome(models.TextChoices):
    GRANTED = "granted", _("đã ghi nhận")
    REFUSED = "refused", _("chưa ghi nhận")
    WITHDRAWN = "withdrawn", _("đã rút")


class RefereeRelation(models.TextChoices):
    """Family is left out on purpose: it cannot judge from outside."""

    MANAGER = "manager", _("cấp trên")
    COLLEAGUE = "colleague", _("đồng nghiệp")
    TEACHER = "teacher", _("thầy cô cũ")
    PARTNER = "partner", _("đối tác, khách hàng")
    COMMUNITY = "community", _("người cùng hoạt động đoàn thể, cộng đồng")


class KnownFor(models.TextChoices):
    UNDER_ONE = "under_1", _("dưới một năm")
    ONE_TO_THREE = "1_to_3", _("một đến ba năm")
    THREE_TO_TEN = "3_to_10", _("ba đến mười năm")
    OVER_TEN = "over_10", _("hơn mười năm")
