"""The page and the API of one pair: marks in both texts, what still holds, how each reader is spoken to."""

import unicodedata

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from core import clock
from core.errors import NotFound
from core.text import fold
from matching import cards, marks, standing, wording
from matching.marks import Piece, Place
from matching.models import Suggestion
from matching.selectors import loads
from matching.selectors import suggestions as selectors
from matching.services import suggestions
from matching.wording import Reader
from network.enums import Mode, ProposalSide, ProposalState
from network.models import Idea, Need, Offer
from people.enums import Role
from tests import make
from tests.matching import given
from tests.matching.given_explained import ENGINEER, WATER, page_of, read

pytestmark = pytest.mark.django_db

WRITTEN = {
    "as it is": str,
    "without diacritics": fold,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "after a sign outside the first plane": lambda text: f"🌱 {text}",
}


@pytest.fixture(autouse=True)
def _fresh_matcher():
    suggestions.forget_matcher()
    yield
    suggestions.forget_matcher()


def explained(way=str, **facts):
    """An idea, its need too, written in a `way`."""
    idea = make.idea(**{name: way(text) for name, text in (WATER | facts).items()})
    need = idea.needs.get()
    Need.objects.update(text=way(need.text))
    offer = make.offer(**ENGINEER, mode=Mode.BOTH)
    suggestions.rebuild()
    return Suggestion.objects.get(idea=idea, offer=offer)


# --- Marks -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("way", WRITTEN)
def test_offsets_point_at_what_is_said_in_code_points(way):
    pair = explained(WRITTEN[way])

    told = read(pair.offer.author, pair)

    texts = {side: {one["part"]: one["text"] for one in told["texts"][side]} for side in ("idea", "post")}
    assert texts["idea"]["title"] == WRITTEN[way](WATER["title"])
    assert [mark["number"] for mark in told["marks"]] == list(range(1, len(told["marks"]) + 1))
    assert told["marks"]
    for mark in told["marks"]:
        for side in ("idea", "post"):
            place = mark[side]
            assert texts[side][place["part"]][place["start"] : place["end"]] == place["said"]


def test_every_reason_about_the_texts_names_its_marks():
    pair = explained()

    told = read(pair.idea.club.adviser, pair)

    assert [one["text"] for one in told["marked_reasons"]] == told["reasons"]
    assert {number for one in told["marked_reasons"] for number in one["numbers"]} == {
        mark["number"] for mark in told["marks"]
    }
    assert sum(told["contributions"].values()) == pytest.approx(told["score"], abs=1e-6)


def test_the_same_places_are_marked_once():
    link = {"idea": ["title", 0, 3, "Máy"], "post": ["title", 0, 3, "Máy"]}
    other = {"idea": ["text", 0, 4, "Nước"], "post": ["title", 5, 9, "nước"]}
    reasons = [
        {"code": "same_concept", "marks": [link]},
        {"code": "near"},
        {"code": "words_in_common", "marks": [link, other]},
    ]

    found, numbers = marks.numbered(reasons)

    assert [(mark.number, mark.code, mark.idea.said) for mark in found] == [
        (1, "same_concept", "Máy"),
        (2, "words_in_common", "Nước"),
    ]
    assert numbers == [[1], [], [1, 2]]


def test_a_text_is_cut_so_that_marks_may_overlap_and_nothing_is_lost():
    text = "bình lọc nước giếng"
    filtering, well = Place("title", 5, 13, "lọc nước"), Place("title", 9, 19, "nước giếng")

    found = marks.pieces(text, [(well, 2, "giếng khoan"), (filtering, 1, "máy lọc")])

    assert found == [
        Piece("bình "),
        Piece("lọc ", (), ("máy lọc",)),
        Piece("nước", (1,), ("máy lọc", "giếng khoan")),
        Piece(" giếng", (2,), ("giếng khoan",)),
    ]
    assert "".join(piece.text for piece in found) == text


def test_nothing_of_a_text_becomes_part_of_the_page(client):
    pair = explained(problem='Nước giếng nhiễm phèn <script>alert("1")</script> & hơn nữa.')

    page = page_of(client, pair.idea.created_by, pair)

    assert "<script>alert" not in page
    assert escape('<script>alert("1")</script> & hơn') in page
    assert page.count("<mark title=") >= 2


def test_both_texts_carry_the_same_numbers(client):
    pair = explained()
    page = page_of(client, pair.offer.author, pair)

    ours, theirs = (
        page[page.index('id="our-text"') : page.index('id="their-text"')],
        page[page.index('id="their-text"') :],
    )
    for mark in read(pair.offer.author, pair)["marks"]:
        end = f"</span>{mark['number']}</sup>"
        assert (ours.count(end), theirs.count(end)) == (1, 1)


# --- What still holds ------------------------------------------------------------------------------------------------
def test_a_text_that_was_changed_since_is_not_said_to_say_what_it_said():
    pair = explained()
    Idea.objects.update(title="Túi vải", problem="Vải vụn bỏ đi nhiều.", solution="Chúng em may túi.")
    pair.idea.needs.all().delete()

    with pytest.raises(NotFound):
        selectors.get_for(pair.offer.author, pair.pk)
    assert selectors.best_for_post(pair.offer.author, pair.offer) == []
    assert selectors.best_for_idea(pair.idea.club.adviser, Idea.objects.get()) == []
    assert cards.card(Suggestion.objects.get(), Reader.TEACHER, {}).reasons != []


def test_of_several_words_those_that_are_gone_are_left_out():
    pair = make.idea(title="Máy số một"), make.offer(title="Máy số hai")
    row = given.suggestion(*pair)
    machine = {"idea": ["title", 0, 3, "Máy"], "post": ["title", 0, 3, "Máy"]}
    row.explanation["reasons"][0]["marks"].append(machine)
    assert wording.sentence(standing.reasons(row)[0], Reader.TEACHER, {}) == "Hai bài có chung những từ: số, máy."

    row.idea.title = "Lưới số một"

    row.explanation["reasons"][0]["marks"][0]["idea"] = ["title", 5, 7, "số"]
    assert wording.sentence(standing.reasons(row)[0], Reader.TEACHER, {}) == "Hai bài có chung những từ: số."


@pytest.mark.parametrize(
    ("code", "params", "facts", "holds"),
    [
        ("seats_left", {"seats": 3}, {"seats": 4, "seats_taken": 1}, True),
        ("seats_left", {"seats": 4}, {"seats": 4, "seats_taken": 1}, False),
        ("last_seat", {"seats": 1}, {"seats": 2, "seats_taken": 1}, True),
        ("last_seat", {"seats": 1}, {"seats": 2}, False),
        ("online", {}, {"mode": Mode.BOTH}, True),
        ("online", {}, {"mode": Mode.IN_PERSON}, False),
        ("near", {"km": 0.0}, {}, True),
        ("far", {"km": 40.0}, {"mode": Mode.IN_PERSON}, False),
        ("far_online_only", {"km": 40.0}, {"mode": Mode.BOTH}, False),
        ("age_fits", {"youngest": 11, "oldest": 18}, {}, True),
        ("age_outside", {"youngest": 11, "oldest": 15}, {}, False),
        ("kind_needed", {"kind": "mentoring"}, {}, True),
        ("kind_other", {"kind": "talk"}, {}, False),
        ("stale", {"days": 200}, {}, True),
    ],
)
def test_a_fact_is_told_as_long_as_it_is_one(code, params, facts, holds):
    row = given.suggestion(make.idea(), make.offer(**facts), reasons=[{"code": code, "value": 0.1, "params": params}])

    assert bool(standing.reasons(row)) is holds


# --- By reader -------------------------------------------------------------------------------------------------------
SAYS = {
    "vi": {
        "member": ["Ở gần trường em", "Dành cho lứa tuổi của em", "Bên này đang bận với 2 nhóm."],
        "adviser": ["Ở gần nhau", "Đúng lứa tuổi đã ghi", "Bên này đang bận với 2 nhóm."],
        "author": ["Ở gần nhau", "Anh chị còn 3 chỗ.", "Bên anh chị đang bận với 2 nhóm."],
    },
    "en": {
        "member": ["Near your school", "They are busy with 2 teams."],
        "adviser": ["Close by", "They are busy with 2 teams."],
        "author": ["You have 3 places left.", "You are busy with 2 teams."],
    },
}


@pytest.mark.parametrize("language", SAYS)
@pytest.mark.parametrize("who", ["member", "adviser", "author"])
def test_each_reader_is_spoken_to_in_their_own_words(client, language, who):
    pair = explained()
    Offer.objects.update(seats=3)
    suggestions.rebuild()
    pair = Suggestion.objects.get(offer=pair.offer)
    for _ in range(2):
        make.engagement(post=make.offer(pair.offer.organisation, by=pair.offer.author))
    user = {"member": pair.idea.created_by, "adviser": pair.idea.club.adviser, "author": pair.offer.author}[who]
    user.language = language
    user.save()

    page = page_of(client, user, pair)

    assert [text for text in SAYS[language][who] if text not in page] == []


def test_what_the_author_has_on_hand_is_counted():
    author = make.mentor()
    home = author.affiliations.get().organisation
    row = given.suggestion(make.idea(), make.offer(home, by=author))
    running, ended = (make.engagement(post=make.offer(home, by=author)) for _ in range(2))
    type(ended).objects.filter(pk=ended.pk).update(status="closed", ended_at=clock.now())
    for state in (ProposalState.PROPOSED, ProposalState.ADVISER_APPROVED, ProposalState.SUPPLY_ACCEPTED):
        make.proposal(post=make.offer(home, by=author), state=state)
    make.proposal(post=make.challenge(home, by=author))
    make.proposal(post=make.offer(home, by=author), side=ProposalSide.SUPPLY)
    make.proposal()

    assert running.supporter == author
    assert loads.of([row]) == {author.pk: loads.Load(teams=1, waiting=3)}
    assert loads.of([]) == {}


def test_one_team_is_not_called_busy():
    assert wording.load_sentences(loads.Load(teams=1), Reader.PUPIL) == []
    assert wording.load_sentences(loads.Load(teams=2, waiting=1), Reader.PUPIL) == [
        "Bên này đang bận với 2 nhóm.",
        "Bên này còn 1 lời mời chưa trả lời.",
    ]
    with override("en"):
        assert wording.load_sentences(loads.Load(teams=0, waiting=1), Reader.SUPPORTER) == [
            "You have not answered 1 invitation yet."
        ]


# --- How much it asks ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["member", "adviser", "author"])
def test_the_page_asks_as_often_for_many_as_for_one(client, who):
    pair = explained()
    user = {"member": pair.idea.created_by, "adviser": pair.idea.club.adviser, "author": pair.offer.author}[who]
    page_of(client, user, pair)
    counts = []
    for more in (0, 6):
        for _ in range(more):
            make.hat(make.mentor(pair.offer.organisation), pair.idea.club.school, Role.ALUMNUS)
            make.proposal(post=make.offer(pair.offer.organisation, by=pair.offer.author))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("suggestion_detail", args=[pair.pk]))
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 13
