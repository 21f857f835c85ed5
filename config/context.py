"""What every page knows besides its own content: who is reading, where one can go, whether this is a demonstration."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.demo.logins import LOGINS
from people.enums import OrganisationKind, Role
from people.selectors import hats
from people.selectors.hats import Hats


@dataclass(frozen=True)
class Place:
    """A page one can go to. A view may set `request.nav_counts` to say how much waits there, by URL name.

    `query` opens it at a part of its own, which counts nothing.
    """

    label: str | Promise
    url_name: str
    icon: str
    query: str = ""


@dataclass(frozen=True)
class Entry:
    label: str | Promise
    url: str
    icon: str
    active: bool
    count: int
    # The URL name: the page's script finds the count of unread messages by it.
    place: str


HOME = Place(_("Trang chủ"), "home", "home")
IDEAS = Place(_("Ý tưởng"), "idea_list", "bulb")
CHALLENGES = Place(_("Bài toán"), "challenge_list", "puzzle")
OFFERS = Place(_("Hỗ trợ"), "offer_list", "heart-handshake")
PROPOSALS = Place(_("Kết nối"), "proposal_list", "arrows-join-2")
CONVERSATIONS = Place(_("Trò chuyện"), "conversation_list", "messages")
ENGAGEMENTS = Place(_("Đồng hành"), "engagement_list", "route")
VISITS = Place(_("Tham quan"), "visit_list", "bus")
PAST_VISITS = Place(_("Chuyến đã qua"), "visit_list", "history", "?tab=past")
SESSIONS = Place(_("Buổi hẹn"), "session_list", "calendar-event")
PLACEMENTS = Place(_("Thực tập"), "placement_list", "briefcase")
HELD = Place(_("Tin chờ thầy cô xem"), "talk_review", "message-exclamation")
CLUBS = Place(_("Câu lạc bộ"), "club_list", "users-group")
ORGANISATIONS = Place(_("Tổ chức"), "organisation_list", "building-community")
REVIEWS = Place(_("Chờ duyệt"), "review_queue", "checklist")
CLEARANCES = Place(_("Thẩm định"), "clearance_queue", "shield-check")
MY_CLEARANCE = Place(_("Thẩm định của tôi"), "clearance", "shield-check")
WORDS = Place(_("Xin bảo lãnh"), "word_list", "building-community")
COVERAGE = Place(_("Toàn cảnh"), "coverage", "map-2")
CONSENTS = Place(_("Phụ huynh"), "consent_board", "users")
PUPILS = Place(_("Học sinh"), "pupil_home", "users")
IMPORTS = Place(_("Nhập liệu"), "import_home", "table-import")
READS = Place(_("Ai đã xem hồ sơ"), "read_list", "eye")
DATA_REQUESTS = Place(_("Yêu cầu về dữ liệu"), "data_request_list", "file-info")
SAFETY = Place(_("Việc an toàn"), "concern_list", "shield")
MINE = Place(_("Tổ chức của tôi"), "organisation_mine", "building-community")
QUEUE = Place(_("Tổ chức chờ xác minh"), "organisation_queue", "building-bank")
HOSTING = Place(_("Lịch đón"), "host_home", "calendar-event")
CALENDAR = Place(_("Lịch"), "calendar", "calendar")
CLOSURES = Place(_("Lịch nghỉ"), "closure_list", "calendar-off")
DELEGATIONS = Place(_("Quyền được giao"), "delegation_list", "key")
ROUNDS = Place(_("Đợt ghép"), "round_list", "arrows-join-2")
QUALITY = Place(_("Chất lượng gợi ý"), "suggestion_quality", "chart-bar")
RANKER = Place(_("Mô hình gợi ý"), "ranker_list", "sparkles")
TERMS = Place(_("Từ vựng gợi ý"), "term_list", "vocabulary")
OPEN_SLOTS = Place(_("Tìm nơi tham quan"), "open_slot_list", "telescope")
CREDITS = Place(_("Giờ đóng góp"), "credit_list", "clock-heart")
SLOT_REQUESTS = Place(_("Yêu cầu tham quan"), "slot_request_list", "calendar-question")

# More unread notices are not counted out in the header.
_MANY = 99
# Five fit under a thumb; what follows them stands in the account menu.
BAR = 5


def page(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    worn = hats.of(user) if signed_in else hats.NOBODY
    places = [*_places(worn), *_visiting(worn), *_offices(worn), *_words(worn)] if signed_in else []
    return {
        "demo": settings.DEMO,
        "demo_logins": LOGINS if settings.DEMO else [],
        "languages": settings.LANGUAGES,
        "nav": _entries(request, places[:BAR]),
        "talks": CONVERSATIONS in places,
        "account_links": _entries(request, places[BAR:]),
        "account_name": user.get_full_name() if signed_in else "",
        "account_role": worn.worn[0].role.label if worn.worn else "",
        "is_pupil": worn.is_pupil,
        "unread": f"{_MANY}+" if worn.unread > _MANY else str(worn.unread or ""),
    }


def _places(worn: Hats) -> list[Place]:
    return [*_own_places(worn), SAFETY] if worn.minds_safety else _own_places(worn)


def _own_places(worn: Hats) -> list[Place]:
    """The first five are the bar; the order is what this reader comes for most."""
    if worn.is_department_officer:
        own = [HOME, REVIEWS, COVERAGE, CLEARANCES, ORGANISATIONS, PROPOSALS, CLUBS, CHALLENGES, OFFERS, IMPORTS]
        return [*own, ROUNDS, QUALITY, RANKER, DATA_REQUESTS, CLOSURES]
    if worn.is_commune_officer:
        return [HOME, COVERAGE, CLUBS, ORGANISATIONS, CHALLENGES, OFFERS]
    if worn.is_pupil:
        return [
            HOME,
            IDEAS,
            CHALLENGES,
            CONVERSATIONS,
            PROPOSALS,
            OFFERS,
            VISITS,
            ENGAGEMENTS,
            PLACEMENTS,
            CLUBS,
            ORGANISATIONS,
        ]
    if worn.is_school_admin and not worn.is_adviser:
        own = [HOME, PUPILS, CONSENTS, VISITS, CLUBS, IDEAS, PROPOSALS, ENGAGEMENTS, PLACEMENTS, WORDS]
        return [*own, CHALLENGES, OFFERS, ORGANISATIONS, IMPORTS, ROUNDS, QUALITY, READS, DATA_REQUESTS, CLOSURES]
    if worn.is_adviser:
        own = [
            HOME,
            IDEAS,
            PROPOSALS,
            CONVERSATIONS,
            VISITS,
            ENGAGEMENTS,
            PLACEMENTS,
            HELD,
            CHALLENGES,
            PUPILS,
            CONSENTS,
        ]
        papers = [ROUNDS, QUALITY, READS, DATA_REQUESTS, CLOSURES] if worn.is_school_admin else []
        return [*own, OFFERS, CLUBS, ORGANISATIONS, IMPORTS, *papers]
    if worn.is_school_staff:
        return [HOME, IDEAS, CHALLENGES, PROPOSALS, VISITS, ENGAGEMENTS, OFFERS, CLUBS, ORGANISATIONS, IMPORTS]
    if worn.is_representative:
        own = [HOME, CHALLENGES, OFFERS, PROPOSALS, CONVERSATIONS, VISITS, ENGAGEMENTS, PLACEMENTS, IDEAS]
        return [*own, HOSTING, CLUBS, ORGANISATIONS, MY_CLEARANCE, WORDS, CLOSURES]
    own = [HOME, OFFERS, IDEAS, PROPOSALS, CONVERSATIONS, VISITS, ENGAGEMENTS, PLACEMENTS, CHALLENGES]
    return [*own, HOSTING, CLUBS, ORGANISATIONS, MY_CLEARANCE]


def _visiting(worn: Hats) -> list[Place]:
    """A teacher may be a supporter elsewhere, too."""
    if worn.is_pupil:
        return [CALENDAR, SESSIONS, OPEN_SLOTS]
    if worn.is_school_staff:
        found = [CALENDAR, SESSIONS, PAST_VISITS, OPEN_SLOTS, SLOT_REQUESTS]
        return [*found, CREDITS] if worn.is_supporter else found
    return [CALENDAR, SESSIONS, PAST_VISITS, SLOT_REQUESTS, CREDITS] if worn.is_supporter else []


def _words(worn: Hats) -> list[Place]:
    """For whoever reads the concept lexicon (`matching/permissions/terms.py`)."""
    reads = worn.is_school_staff or worn.is_department_officer or worn.is_cleared_supporter
    return [TERMS] if reads else []


def _offices(worn: Hats) -> list[Place]:
    """What looking after an organisation, or deciding on others, brings besides; in the account menu."""
    roles = {(hat.role, hat.organisation_kind) for hat in worn.counting}
    places = []
    if worn.is_representative or worn.is_school_admin:
        places.append(MINE)
    if worn.is_department_officer or (Role.REPRESENTATIVE, OrganisationKind.BUSINESS_ASSOCIATION) in roles:
        places.append(QUEUE)
    if worn.is_officer or worn.is_school_admin:
        places.append(DELEGATIONS)
    return places


def _entries(request: HttpRequest, places: list[Place]) -> list[Entry]:
    counts: dict[str, int] = getattr(request, "nav_counts", {})
    entries = []
    for place in places:
        try:
            url = reverse(place.url_name)
        except NoReverseMatch:
            continue
        entries.append(
            Entry(
                label=place.label,
                url=url + place.query,
                icon=place.icon,
                active=request.path.startswith(url) and not place.query,
                count=0 if place.query else counts.get(place.url_name, 0),
                place=place.url_name,
            )
        )
    return entries
