"""The closed sets of `visits`. Labels are Vietnamese; English comes from the catalogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitState(models.TextChoices):
    WAITING = "waiting", _("trong danh sách chờ")
    ASKED = "asked", _("chờ nhà trường và nơi đón")
    SCHOOL_APPROVED = "school_approved", _("chờ nơi đón")
    HOST_ACCEPTED = "host_accepted", _("chờ hiệu trưởng")
    PREPARING = "preparing", _("đang chuẩn bị")
    CONFIRMED = "confirmed", _("đã chốt")
    HELD = "held", _("đã diễn ra")
    REFUSED = "refused", _("đã từ chối")
    CANCELLED = "cancelled", _("đã hủy")
    EXPIRED = "expired", _("quá hạn")


# Seats, the staff's and the pupils' time are taken in these.
HOLDING_STATES = (
    VisitState.ASKED,
    VisitState.SCHOOL_APPROVED,
    VisitState.HOST_ACCEPTED,
    VisitState.PREPARING,
    VisitState.CONFIRMED,
)
OPEN_VISIT_STATES = (VisitState.WAITING, *HOLDING_STATES)
# Before the last key: what is done here may still change without anybody being told anew.
UNCONFIRMED_STATES = tuple(state for state in HOLDING_STATES if state != VisitState.CONFIRMED)


class VisitAction(models.TextChoices):
    """What its history tells of a visit; the moves are those of `rules.VISIT`."""

    BOOK = "book", _("đặt chỗ")
    PROMOTE = "promote", _("được xếp chỗ")
    APPROVE = "approve", _("nhà trường duyệt")
    ACCEPT = "accept", _("nơi đón nhận lời")
    CONFIRM = "confirm", _("chốt chuyến đi")
    REOPEN_SCHOOL = "reopen_school", _("cần nhà trường duyệt lại")
    REOPEN_HOST = "reopen_host", _("cần nơi đón nhận lời lại")
    REOPEN_BOTH = "reopen_both", _("cần cả hai bên đồng ý lại")
    REOPEN = "reopen", _("cần chốt lại")
    HOLD = "hold", _("đã diễn ra")
    REFUSE = "refuse", _("từ chối")
    CANCEL = "cancel", _("hủy")
    EXPIRE = "expire", _("quá hạn")
    CHANGE = "change", _("thay đổi")
    REMIND = "remind", _("nhắc")
    SEND_BACK = "send_back", _("cần sửa trước khi duyệt")
    HAND_IN = "hand_in", _("gửi lại để duyệt")


class Step(models.TextChoices):
    """The links of the chain, in order; the two in the middle stand side by side."""

    SCHOOL = "school", _("hiệu trưởng duyệt")
    HOST = "host", _("nơi đón nhận lời")
    GUARDIANS = "guardians", _("phụ huynh đồng ý")
    CONFIRMATION = "confirmation", _("chốt chuyến đi")


class Change(models.TextChoices):
    """What can change after booking; `rules.TOUCHES` says which steps each opens again."""

    TIME = "time", _("giờ")
    PLACE = "place", _("nơi gặp")
    PARTY = "party", _("số người")
    STAFF = "staff", _("thầy cô đi cùng")
    TRANSPORT = "transport", _("cách đi lại")
    ROSTER = "roster", _("danh sách học sinh")


class Tab(models.TextChoices):
    """The lists of visits a reader chooses from."""

    MINE = "mine", _("cần làm")
    COMING = "coming", _("sắp tới")
    PAST = "past", _("đã qua")


class VisitSide(models.TextChoices):
    """Where a reader of a visit stands."""

    SCHOOL = "school", _("nhà trường")
    HOST = "host", _("nơi đón")
    PUPIL = "pupil", _("học sinh")


class Holder(models.TextChoices):
    """Whose turn it is at a step of the chain."""

    ORGANISER = "organiser", _("thầy cô tổ chức")
    HEAD = "head", _("hiệu trưởng")
    HOST = "host", _("nơi đón")
    GUARDIANS = "guardians", _("phụ huynh")


class Obstacle(models.TextChoices):
    """What freezes a visit that was confirmed; derived at every look (`selectors/obstacles.py`)."""

    HOST = "host", _("Thẩm định của người đón hoặc của nơi đón đang không còn hiệu lực.")
    SCHOOL = "school", _("Nhà trường đang không hoạt động trên Nhịp Cầu.")
    LEAD = "lead", _("Thầy cô trưởng đoàn không còn làm việc ở trường.")
    # A safeguarding lead's hold, for whatever reason: nobody reads here why.
    PAUSE = "pause", _("Nhà trường đang cho tạm nghỉ.")


class Missing(models.TextChoices):
    """What a visit still needs before it can be confirmed; `selectors/readiness.py` finds it."""

    LEAD = "lead", _("Chưa có thầy cô trưởng đoàn.")
    RATIO = "ratio", _("Chưa đủ thầy cô đi cùng so với số học sinh.")
    SAFETY = "safety", _("Nơi đón chưa có phiếu an toàn còn hiệu lực.")
    TRANSPORT = "transport", _("Chưa có kế hoạch đi lại.")
    EMERGENCY = "emergency", _("Chưa có người liên hệ khẩn cấp.")
    ROSTER = "roster", _("Chưa có học sinh nào trong danh sách.")
    PARTY = "party", _("Số học sinh được phụ huynh đồng ý ít hơn số tối thiểu nơi đón nhận.")
    AGES = "ages", _("Có học sinh chưa đủ tuổi vào nơi này.")
    HOST = "host", _("Người đón hoặc tổ chức của họ đang không còn đủ thẩm định.")


class Transport(models.TextChoices):
    WALK = "walk", _("đi bộ")
    SCHOOL_BUS = "school_bus", _("xe của trường")
    HIRED_BUS = "hired_bus", _("xe thuê")
    PUBLIC = "public", _("xe buýt công cộng")
    FERRY = "ferry", _("tàu, phà")
    HOST_BUS = "host_bus", _("xe của nơi đón")
    GUARDIANS = "guardians", _("phụ huynh đưa đón")


class Access(models.TextChoices):
    """What a place offers to those who need it."""

    STEP_FREE = "step_free", _("không bậc thềm, xe lăn vào được")
    LIFT = "lift", _("có thang máy")
    TOILET = "toilet", _("nhà vệ sinh cho người khuyết tật")
    QUIET = "quiet", _("có chỗ yên tĩnh để nghỉ")
    SIGNING = "signing", _("có người biết ngôn ngữ ký hiệu")
    DIETS = "diets", _("phục vụ được món chay, dị ứng")


class ClosureKind(models.TextChoices):
    HOLIDAY = "holiday", _("nghỉ lễ, Tết")
    EXAMS = "exams", _("tuần thi")
    BREAK = "break", _("nghỉ học")
    BUSY = "busy", _("nơi đón bận")


class Answer(models.TextChoices):
    YES = "yes", _("đồng ý")
    NO = "no", _("không đồng ý")


class AnswerWay(models.TextChoices):
    LINK = "link", _("qua đường dẫn riêng")
    PAPER = "paper", _("phiếu giấy có chữ ký")


class SlotRequestState(models.TextChoices):
    OPEN = "open", _("đang chờ nơi đón")
    ANSWERED = "answered", _("đã có nơi đón")
    WITHDRAWN = "withdrawn", _("đã rút lại")
    EXPIRED = "expired", _("quá hạn")
