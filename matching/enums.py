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
