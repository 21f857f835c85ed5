"""The closed sets of `network`. Labels are Vietnamese; English comes from the catalogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    """Who may see an idea: each rung includes the ones before it."""

    CLUB = "club", _("chỉ câu lạc bộ")
    SCHOOL = "school", _("toàn trường")
    PARTNERS = "partners", _("các bên đồng hành đã thẩm định")
    PUBLIC = "public", _("công khai")


class IdeaStage(models.TextChoices):
    IDEA = "idea", _("ý tưởng")
    PROTOTYPE = "prototype", _("mẫu thử")
    PILOT = "pilot", _("đang thử nghiệm")
    PRODUCT = "product", _("có sản phẩm")


class IdeaStatus(models.TextChoices):
    DRAFT = "draft", _("bản nháp")
    SUBMITTED = "submitted", _("chờ giáo viên phụ trách duyệt")
    PUBLISHED = "published", _("đã đăng lên mạng lưới")
    ARCHIVED = "archived", _("đã cất")


class NeedKind(models.TextChoices):
    MENTORING = "mentoring", _("người hướng dẫn")
    LAB_OR_MATERIAL = "lab_or_material", _("phòng thí nghiệm, vật liệu")
    PILOT = "pilot", _("nơi thử nghiệm")
    MARKET = "market", _("khách hàng, thị trường")
    FUNDING = "funding", _("kinh phí")
    LEGAL = "legal", _("pháp lý, sở hữu trí tuệ")
    TALK = "talk", _("buổi nói chuyện")
    VISIT = "visit", _("tham quan")
    INTERNSHIP = "internship", _("thực tập")


class OfferKind(models.TextChoices):
    MENTORING = "mentoring", _("cố vấn")
    TALK = "talk", _("nói chuyện")
    VISIT = "visit", _("tham quan")
    INTERNSHIP = "internship", _("thực tập")
    LAB_OR_MATERIAL = "lab_or_material", _("phòng thí nghiệm, vật liệu")
    FUNDING = "funding", _("tài trợ")
    JUDGING = "judging", _("chấm thi, góp ý")


class PostStatus(models.TextChoices):
    DRAFT = "draft", _("bản nháp")
    IN_REVIEW = "in_review", _("chờ Sở duyệt")
    CHANGES_REQUESTED = "changes_requested", _("cần sửa")
    PUBLISHED = "published", _("đang mở")
    REFUSED = "refused", _("không được duyệt")
    CLOSED = "closed", _("đã đóng")


class Mode(models.TextChoices):
    ONLINE = "online", _("trực tuyến")
    IN_PERSON = "in_person", _("gặp trực tiếp")
    BOTH = "both", _("trực tuyến hoặc trực tiếp")


class IpTerms(models.TextChoices):
    TEAM_OWNS = "team_owns", _("nhóm giữ toàn quyền")
    SHARED = "shared", _("hai bên cùng sở hữu")
    MAY_LICENSE = "organisation_may_license", _("tổ chức được ưu tiên mua quyền sử dụng")


class Language(models.TextChoices):
    VIETNAMESE = "vi", _("tiếng Việt")
    ENGLISH = "en", _("tiếng Anh")


class ReviewDecision(models.TextChoices):
    PENDING = "pending", _("đang chờ")
    ACCEPTED = "accepted", _("chấp nhận")
    CHANGES_REQUESTED = "changes_requested", _("yêu cầu sửa")
    REFUSED = "refused", _("không duyệt")


class ProposalSide(models.TextChoices):
    """Who asked first."""

    TEAM = "team", _("nhóm học sinh")
    SUPPLY = "supply", _("bên hỗ trợ")
    # Neither of them: an office brought two together in a season's round.
    OFFICE = "office", _("Sở hoặc nhà trường")


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", _("chờ hai bên")
    SUPPLY_ACCEPTED = "supply_accepted", _("chờ giáo viên phụ trách")
    ADVISER_APPROVED = "adviser_approved", _("chờ bên hỗ trợ")
    AWAITING_CONSENT = "awaiting_consent", _("đã nhận lời và duyệt, chờ đủ điều kiện")
    ENGAGED = "engaged", _("đã kết nối")
    REFUSED = "refused", _("đã từ chối")
    WITHDRAWN = "withdrawn", _("đã rút lại")
    EXPIRED = "expired", _("hết hạn")


OPEN_PROPOSAL_STATES = (
    ProposalState.PROPOSED,
    ProposalState.SUPPLY_ACCEPTED,
    ProposalState.ADVISER_APPROVED,
    ProposalState.AWAITING_CONSENT,
)


class ProposalAction(models.TextChoices):
    ACCEPT = "accept", _("nhận lời")
    APPROVE = "approve", _("duyệt")
    ENGAGE = "engage", _("bắt đầu đồng hành")
    REFUSE = "refuse", _("từ chối")
    WITHDRAW = "withdraw", _("rút lại")
    EXPIRE = "expire", _("hết hạn")
    ASK = "ask", _("hỏi thêm")
    ANSWER = "answer", _("trả lời")
    REMIND = "remind", _("nhắc")
    PROPOSE = "propose", _("đề nghị")


class EngagementStatus(models.TextChoices):
    ACTIVE = "active", _("đang đồng hành")
    CLOSED = "closed", _("đã hoàn thành")
    ENDED = "ended", _("dừng giữa chừng")


class Side(models.TextChoices):
    SUPPLY = "supply", _("bên hỗ trợ")
    TEAM = "team", _("nhóm học sinh")
    ADVISER = "adviser", _("giáo viên phụ trách")
