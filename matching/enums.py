from django.db import models
from django.utils.translation import gettext_lazy as _


class RunTrigger(models.TextChoices):
    REBUILD = "rebuild", _("dựng lại toàn bộ")
    CHANGE = "change", _("một bài vừa đổi")


class OutcomeKind(models.TextChoices):
    DISMISSED = "dismissed", _("không hợp với chúng tôi")
    PROPOSED = "proposed", _("đã đề nghị")
    ENGAGED = "engaged", _("đã kết nối")
    REFUSED = "refused", _("đã từ chối")
    EXPIRED = "expired", _("hết hạn")
    COMPLETED = "completed", _("đã hoàn thành")


class DismissReason(models.TextChoices):
    OTHER_FIELD = "other_field", _("không đúng lĩnh vực")
    TOO_FAR = "too_far", _("ở quá xa")
    NOT_READY = "not_ready", _("chưa phải lúc")
    ALREADY_HELPED = "already_helped", _("đã có người giúp")
    OTHER = "other", _("lý do khác")


class RoundState(models.TextChoices):
    DRAFT = "draft", _("chưa tính")
    SOLVING = "solving", _("đang tính")
    SOLVED = "solved", _("đã tính, chờ xem lại")
    PUBLISHED = "published", _("đã công bố")
    DISCARDED = "discarded", _("đã bỏ")


class RoundObjective(models.TextChoices):
    TOTAL = "total", _("tổng điểm hợp cao nhất")
    MATCHED = "matched", _("nhiều ý tưởng có chỗ nhất")
    FAIR = "fair", _("nâng ý tưởng thiệt nhất")


class Standing(models.TextChoices):
    """What people said of a pair of a round."""

    FREE = "free", _("để máy xếp")
    LOCKED = "locked", _("đã giữ")
    EXCLUDED = "excluded", _("đã loại")


class SchoolSize(models.TextChoices):
    UNKNOWN = "unknown", _("chưa rõ số học sinh")
    SMALL = "small", _("trường nhỏ")
    MIDDLE = "middle", _("trường vừa")
    LARGE = "large", _("trường lớn")


class RankerState(models.TextChoices):
    CANDIDATE = "candidate", _("chưa dùng")
    CURRENT = "current", _("đang dùng")
    RETIRED = "retired", _("đã thay")


class TermProposalKind(models.TextChoices):
    ADD_FORM = "add_form", _("thêm cách nói")
    REMOVE_FORM = "remove_form", _("bỏ cách nói sai nghĩa")
    NEW_CONCEPT = "new_concept", _("khái niệm mới")


class TermProposalState(models.TextChoices):
    PROPOSED = "proposed", _("chờ Sở xem")
    ACCEPTED = "accepted", _("đã nhận")
    DECLINED = "declined", _("không nhận")
    WITHDRAWN = "withdrawn", _("đã rút")


class TermLanguage(models.TextChoices):
    VIETNAMESE = "vi", _("tiếng Việt")
    ENGLISH = "en", _("tiếng Anh")


class ConceptArea(models.TextChoices):
    """The files of the lexicon."""

    BUSINESS = "business", _("Kinh doanh, xã hội, du lịch")
    LIFE = "life", _("Nông nghiệp, thực phẩm, sức khỏe, môi trường")
    TECHNOLOGY = "technology", _("Kỹ thuật, công nghệ, sản xuất")


class ConceptKind(models.TextChoices):
    SKILL = "skill", _("kỹ năng")
    TRADE = "trade", _("nghề, ngành")
    SUBJECT = "subject", _("môn học")
    NEED = "need", _("nhu cầu")
    PROBLEM = "problem", _("vấn đề")
    PRODUCT = "product", _("sản phẩm")
    PROCESS = "process", _("công đoạn")
    MATERIAL = "material", _("vật liệu")
    MARKET = "market", _("nơi dùng, nơi bán")
