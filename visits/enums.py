"""The closed sets of `visits`. Labels are Vietnamese; English comes from the catalogue."""

from enum import StrEnum

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


class Word(models.TextChoices):
    """What a pupil's guardians said of one visit, as its roster shows it."""

    AGREED = "agreed", _("phụ huynh đồng ý")
    REFUSED = "refused", _("phụ huynh không đồng ý")
    PAPER = "paper", _("giấy chờ người thứ hai")
    OUTDATED = "outdated", _("phải hỏi lại vì có thay đổi")
    WAITING = "waiting", _("chờ phụ huynh trả lời")
    NOT_ASKED = "not_asked", _("chưa hỏi phụ huynh")

    @property
    def tone(self) -> str:
        tones = {"agreed": "green", "refused": "red", "paper": "yellow", "not_asked": "neutral"}
        return tones.get(self.value, "orange")


class PupilObstacle(models.TextChoices):
    """Why a pupil cannot go, whatever the guardians say of this visit."""

    NO_CONSENT = "no_consent", _("chưa có đồng ý chung cho tham quan")
    TOO_YOUNG = "too_young", _("chưa đủ tuổi vào nơi này")
    BUSY = "busy", _("bận chuyến khác cùng giờ")
    HELD = "held", _("dữ liệu đang tạm dừng xử lý")
    GONE = "gone", _("không còn học ở trường")


class Leaving(StrEnum):
    """Why a pupil went off a roster without a teacher's doing: a no, no yes that counts any more, not here any more."""

    REFUSED = "refused"
    LAPSED = "lapsed"
    GONE = "gone"


class SlotRequestState(models.TextChoices):
    OPEN = "open", _("đang chờ nơi đón")
    ANSWERED = "answered", _("đã có nơi đón")
    WITHDRAWN = "withdrawn", _("đã rút lại")
    EXPIRED = "expired", _("quá hạn")


class SessionState(models.TextChoices):
    ASKED = "asked", _("chờ thầy cô xác nhận có mặt")
    BOOKED = "booked", _("đã hẹn")
    HELD = "held", _("đã gặp")
    NO_SHOW = "no_show", _("có bên không đến")
    CANCELLED = "cancelled", _("đã hủy")
    EXPIRED = "expired", _("quá hạn")


# People's time is taken in these.
OPEN_SESSION_STATES = (SessionState.ASKED, SessionState.BOOKED)


class SessionAction(models.TextChoices):
    """The moves of `rules.SESSION`."""

    ASK = "ask", _("xin hẹn")
    ATTEND = "attend", _("thầy cô xác nhận có mặt")
    STEP_BACK = "step_back", _("thầy cô không có mặt được")
    HOLD = "hold", _("ghi đã gặp")
    MISS = "miss", _("ghi không đến")
    CANCEL = "cancel", _("hủy")
    EXPIRE = "expire", _("quá hạn")


class SessionWay(models.TextChoices):
    ONLINE = "online", _("trực tuyến")
    AT_SCHOOL = "at_school", _("tại trường")


class HourWay(models.TextChoices):
    """How a mentor meets in these hours; with `both` the team chooses."""

    ONLINE = SessionWay.ONLINE.value, _("trực tuyến")
    AT_SCHOOL = SessionWay.AT_SCHOOL.value, _("tại trường của các em")
    BOTH = "both", _("trực tuyến hoặc tại trường")


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("thứ hai")
    TUESDAY = 1, _("thứ ba")
    WEDNESDAY = 2, _("thứ tư")
    THURSDAY = 3, _("thứ năm")
    FRIDAY = 4, _("thứ sáu")
    SATURDAY = 5, _("thứ bảy")
    SUNDAY = 6, _("chủ nhật")


class MissedBy(models.TextChoices):
    """Who did not come, where one side waited for the other."""

    SUPPLY = "supply", _("người đồng hành")
    TEAM = "team", _("nhóm học sinh")


class HalfDay(models.TextChoices):
    MORNING = "morning", _("buổi sáng")
    AFTERNOON = "afternoon", _("buổi chiều")


class SlotSort(models.TextChoices):
    DATE = "date", _("ngày gần nhất")
    DISTANCE = "distance", _("gần trường nhất")
    FIT = "fit", _("hợp với câu lạc bộ nhất")


class PlacementState(models.TextChoices):
    ASKED = "asked", _("chờ đủ bốn bên đồng ý")
    AGREED = "agreed", _("đã đủ bốn bên đồng ý")
    RUNNING = "running", _("đang thực tập")
    COMPLETED = "completed", _("đã hoàn thành")
    STOPPED = "stopped", _("dừng giữa chừng")
    REFUSED = "refused", _("đã từ chối")
    WITHDRAWN = "withdrawn", _("đã rút lại")
    EXPIRED = "expired", _("quá hạn")


PREPARED_PLACEMENT_STATES = (PlacementState.ASKED, PlacementState.AGREED)
OPEN_PLACEMENT_STATES = (*PREPARED_PLACEMENT_STATES, PlacementState.RUNNING)


class PlacementAction(models.TextChoices):
    """What its history tells of a placement; those that move it are in `rules.PLACEMENT`."""

    ASK = "ask", _("giới thiệu")
    CHANGE = "change", _("thay đổi kế hoạch")
    DESCRIBE = "describe", _("nơi nhận mô tả công việc")
    APPROVE = "approve", _("nhà trường đồng ý")
    ACCEPT = "accept", _("nơi nhận đồng ý")
    GUARDIAN_YES = "guardian_yes", _("phụ huynh đồng ý")
    GUARDIAN_NO = "guardian_no", _("phụ huynh không đồng ý")
    PUPIL_YES = "pupil_yes", _("em đồng ý")
    TAKE_BACK = "take_back", _("rút lại lời đồng ý")
    AGREE = "agree", _("đủ bốn bên đồng ý")
    REOPEN = "reopen", _("cần đồng ý lại")
    BEGIN = "begin", _("bắt đầu thực tập")
    COMPLETE = "complete", _("hoàn thành")
    STOP = "stop", _("dừng giữa chừng")
    REFUSE = "refuse", _("từ chối")
    WITHDRAW = "withdraw", _("rút lại")
    EXPIRE = "expire", _("quá hạn")


class PlacementKey(models.TextChoices):
    """Who has to say yes, in any order."""

    SCHOOL = "school", _("Nhà trường")
    HOST = "host", _("Nơi nhận")
    GUARDIAN = "guardian", _("Phụ huynh")
    PUPIL = "pupil", _("Em học sinh")


class PlacementNeed(models.TextChoices):
    """What a placement lacks today: before it begins what is missing, while it runs what freezes it."""

    PAUSE = "pause", _("Nhà trường đang cho tạm nghỉ.")
    DESCRIPTION = "description", _("Nơi nhận chưa mô tả công việc và người hướng dẫn.")
    SCHOOL = "school", _("Chưa có đồng ý của hiệu trưởng.")
    HOST = "host", _("Chưa có đồng ý của nơi nhận.")
    GUARDIAN = "guardian", _("Chưa có đồng ý của phụ huynh cho kỳ thực tập này.")
    PUPIL = "pupil", _("Em chưa tự nói đồng ý.")
    CONSENT = "consent", _("Phụ huynh chưa đồng ý chung cho em đi tham quan, hoặc tài khoản của em đang tạm khóa.")
    AGE = "age", _("Em chưa đủ tuổi thực tập ở nơi này.")
    SAFETY = "safety", _("Nơi nhận chưa có phiếu an toàn còn hiệu lực.")
    SUPERVISOR = "supervisor", _("Người hướng dẫn chưa đủ thẩm định để làm việc trực tiếp với học sinh.")
    SECOND = "second", _("Người lớn thứ hai chưa được kiểm tra danh tính trực tiếp.")
    ORGANISATION = "organisation", _("Nơi nhận hoặc đề nghị thực tập đang không còn mở.")
    ADVISER = "adviser", _("Thầy cô phụ trách không còn ở trường.")


class EvaluationSide(models.TextChoices):
    SUPERVISOR = "supervisor", _("người hướng dẫn")
    ADVISER = "adviser", _("thầy cô phụ trách")
    PUPIL = "pupil", _("em học sinh")


class Competence(models.TextChoices):
    RELIABLE = "reliable", _("đúng giờ, giữ lời")
    CAREFUL = "careful", _("làm việc cẩn thận, an toàn")
    TOGETHER = "together", _("làm cùng mọi người")
    CURIOUS = "curious", _("hỏi và tự tìm hiểu")
    CLEAR = "clear", _("nói, viết rõ ràng")


class MarkKind(models.TextChoices):
    """What a teacher notes of a pupil on the day of a visit."""

    PRESENT = "present", _("có mặt")
    LATE = "late", _("đến muộn")
    ABSENT = "absent", _("vắng")
    LEFT_EARLY = "left_early", _("về sớm")

    @property
    def tone(self) -> str:
        return {"present": "green", "late": "yellow", "absent": "red"}.get(self.value, "orange")


# Whom a head count finds; and who came at all.
HERE = (MarkKind.PRESENT, MarkKind.LATE)
CAME = (*HERE, MarkKind.LEFT_EARLY)


class CountMoment(models.TextChoices):
    GOING_OUT = "going_out", _("lúc lên đường")
    AT_PLACE = "at_place", _("ở nơi đến")
    GOING_BACK = "going_back", _("lúc ra về")
    HOME = "home", _("về đến trường")


class Sent(models.TextChoices):
    """What became of one thing that a phone sent."""

    TAKEN = "taken", _("đã ghi")
    KNOWN = "known", _("đã ghi từ trước")
    REFUSED = "refused", _("không ghi được")


class FeedbackSide(models.TextChoices):
    SCHOOL = "school", _("nhà trường")
    HOST = "host", _("nơi đón")


class GoAgain(models.TextChoices):
    """Whether a side would do the visit once more."""

    YES = "yes", _("có")
    MAYBE = "maybe", _("có thể")
    NO = "no", _("không")


class NameMatch(models.TextChoices):
    """What somebody who checks a certificate is told; never the name."""

    MATCHES = "matches", _("khớp")
    DIFFERS = "differs", _("không khớp")
    FORGOTTEN = "forgotten", _("không còn")
