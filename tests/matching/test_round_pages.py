"""The pages and the API of rounds: compare, look over, publish; no pupil's name anywhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from matching.enums import RoundState
from matching.models import Round
from matching.selectors import round_reports as reports
from matching.services import round_jobs
from network.models import Idea, Need, Offer, Proposal
from people.enums import Role, SchoolLevel
from people.models import School, User
from tests import make
from tests.matching.given_rounds import opened, publish, solve, solved, suggestion

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make.officer()


def page(client, user, name, *args, **query):
    client.force_login(User.objects.get(pk=user.pk))
    return client.get(reverse(name, args=args), query)


def send(client, user, name, /, *args, **body):
    client.force_login(User.objects.get(pk=user.pk))
    return client.post(reverse(name, args=args), body, follow=True)


def api(user):
    client = APIClient()
    client.force_authenticate(User.objects.get(pk=user.pk))
    return client


def shown(response):
    return " ".join(response.content.decode().split())


def contest(ideas=3):
    """So many ideas want the one seat of a mentor."""
    offer = make.offer(title="Cố vấn cơ khí")
    made = [make.idea(title=f"Ý tưởng {number}") for number in range(ideas)]
    for place, idea in enumerate(made):
        suggestion(idea, offer, 0.9 - place / 100)
    return made, offer


def test_from_opening_to_publishing_by_its_pages(client, officer):
    ideas, _offer = contest()
    form = {"season": make.season().code, "kinds": ["mentoring"], "objective": "fair", "per_idea": 1}

    send(client, officer, "round_create", name="Đợt 1", least_points=30, protects="on", **form)
    a_round = Round.objects.get()
    waiting = shown(send(client, officer, "round_solve", a_round.pk))
    round_jobs.carry_out(round_id=a_round.pk)
    compared = shown(page(client, officer, "round_detail", a_round.pk))
    send(client, officer, "round_publish", a_round.pk)
    round_jobs.propose_all(round_id=a_round.pk)
    published = shown(page(client, officer, "round_detail", a_round.pk))

    assert "Đang tính" in waiting
    assert "Gửi 1 đề nghị tới hai bên của từng cặp?" in compared
    assert (compared.count("<dt>Tổng điểm hợp</dt>"), "<b>1</b> / 3" in compared) == (3, True)
    assert [row.idea for row in Proposal.objects.all()] == [ideas[0]]
    assert "Đã gửi 1 đề nghị" in published
    assert (a_round.score_floor, a_round.kinds, a_round.protects) == (0.3, ["mentoring"], True)


def test_the_page_says_when_all_three_ways_choose_the_same(client, officer):
    suggestion(make.idea(), make.offer(), 0.9)
    one_way = solved(officer)
    wide, narrow, first, second = make.offer(), make.offer(), make.idea(), make.idea()
    for idea, post, score in ((first, wide, 0.9), (first, narrow, 0.5), (second, wide, 0.31)):
        suggestion(idea, post, score)
    three_ways = solved(officer)

    alike = shown(page(client, officer, "round_detail", one_way.pk))
    differing = shown(page(client, officer, "round_detail", three_ways.pk))

    sentence = "cả ba cách chọn đúng những cặp như nhau"
    assert (sentence in alike, sentence in differing) == (True, False)
    assert reports.compare(officer, one_way)[0].points == {
        "total": 90.0,
        "mean": 90.0,
        "worst": 90.0,
        "price": 0.0,
        "change": 0.0,
    }


def test_a_form_with_nothing_chosen_says_what_is_missing(client, officer):
    answer = send(client, officer, "round_create", name=" ", season=make.season().code, per_idea=7, least_points=130)

    errors = answer.context["form"].errors
    assert set(errors) == {"name", "kinds", "objective", "per_idea", "least_points"}
    assert Round.objects.count() == 0


def test_a_number_that_is_too_large_is_told_in_plain_words(client, officer):
    answer = send(client, officer, "round_create", name="Đợt 1", per_idea=99999, least_points=-1, objective="fair")

    found = {name: list(texts) for name, texts in answer.context["form"].errors.items() if name != "kinds"}
    assert found["per_idea"] == ["Số này nhiều nhất là 3."]
    assert found["least_points"] == ["Số này phải từ 0 trở lên."]


def test_keeping_taking_out_and_leaving_to_the_plan_on_the_page(client, officer):
    contest(2)
    a_round = solved(officer)
    pair = a_round.pairs.get(chosen=True)

    no_reason = shown(send(client, officer, "round_pair_decide", a_round.pk, pair.pk, standing="excluded"))
    send(client, officer, "round_pair_decide", a_round.pk, pair.pk, standing="locked", show="others")
    kept = shown(page(client, officer, "round_pairs", a_round.pk, show="locked"))
    stale = shown(page(client, officer, "round_detail", a_round.pk))

    assert "Hãy viết một câu lý do loại" in no_reason
    assert ("Ý tưởng 0" in kept, "Để máy xếp lại" in kept) == (True, True)
    assert "Cần tính lại" in stale


def test_the_page_says_why_an_idea_has_nothing_and_what_would_help(client, officer):
    contest(3)
    lonely = make.idea(title="Không ai hợp")
    a_round = solved(officer)

    told = shown(page(client, officer, "round_ideas", a_round.pk, show="without"))
    wishes = reports.wishes(officer, a_round)

    assert "Không được “Cố vấn cơ khí” vì bài này đã đủ nhóm." in told
    assert ("Chưa bài nào hợp với ý tưởng này." in told, "Ý tưởng 0" in told) == (True, False)
    commune = lonely.club.school.organisation.commune.full_name
    assert [(one.matched, one.unfilled, one.ideas) for one in reports.compare(officer, a_round)] == [(1, 3, 4)] * 3
    assert wishes == [
        f"1 ý tưởng không có ai: thiếu người hướng dẫn về {lonely.field} ở {commune}.",
        "Tăng số nhóm của “Cố vấn cơ khí” từ 1 lên 3 sẽ nhận thêm 2.",
    ]


def test_the_wish_keeps_its_word(officer):
    """The post gets the seats that were asked for, and a new round fills them."""
    _ideas, offer = contest(3)
    Offer.objects.filter(pk=offer.pk).update(seats=3)

    assert solved(officer).plans["total"]["matched"] == 3


def test_wishes_name_the_first_need_and_the_places(officer):
    where = [make.commune("11311"), make.commune("11329")]
    for place in where:
        idea = make.idea(make.club(make.school(commune=place)))
        Need.objects.filter(idea=idea).update(kind="funding")

    (wish,) = reports.wishes(officer, solved(officer))

    assert wish.startswith("2 ý tưởng không có ai: thiếu kinh phí về ")
    assert all(place.full_name in wish for place in where)


# --- Fairness ---------------------------------------------------------------------------------------------------------
def test_the_fairness_page_has_places_before_and_after_the_floor_and_the_price(client, officer):
    small = make.idea(make.club(make.school(SchoolLevel.THCS), grade_min=6, grade_max=9))
    large, offer = make.idea(), make.offer()
    suggestion(small, offer, 0.4)
    suggestion(large, offer, 0.9)
    a_round = solved(officer, protects=True)

    told = reports.fairness(officer, a_round)
    html = shown(page(client, officer, "round_fairness", a_round.pk))

    levels = dict(told.dimensions)["Cấp học"]
    assert [(one.label, one.ideas, one.served.before, one.served.after) for one in levels] == [
        ("THCS", 1, 0, 1),
        ("THPT", 1, 1, 0),
    ]
    assert (told.price, "50,0" in html) == (0.5, True)


def test_nobody_but_the_department_sees_groups_smaller_than_five():
    home = make.school()
    head = make.adult(home, Role.SCHOOL_ADMIN)
    club = make.club(home)
    for _ in range(4):
        make.idea(club)
    few = reports.fairness(head, solved(head, school=home))
    make.idea(club)
    enough = solved(head, school=home)

    assert [len(groups) for _title, groups in few.dimensions] == [0, 0, 0, 0]
    assert [[one.ideas for one in groups] for _title, groups in reports.fairness(head, enough).dimensions] == [[5]] * 4
    few_again = reports.fairness(make.officer(), solved(head, school=home))
    assert [len(groups) for _title, groups in few_again.dimensions] == [1, 1, 1, 1]


def test_small_groups_are_added_up_where_the_sum_is_large_enough(monkeypatch):
    """Two of three and three make a group of five."""
    head = make.adult(make.school(), Role.SCHOOL_ADMIN)
    rows = [["a", 3, 1, 1, 1, 1, 0, 1], ["b", 2, 1, 2, 1, 4, 1, 1], ["c", 7, 7, 7, 7, 7, 7, 7]]

    groups = reports._shown(User.objects.get(pk=head.pk), rows, {})

    assert [(one.label, one.ideas, one.candidates.before, one.candidates.after) for one in groups] == [
        ("c", 7, 7, 7),
        ("các nhóm nhỏ cộng lại", 5, 2, 5),
    ]


# --- Progress ---------------------------------------------------------------------------------------------------------
def test_the_bar_asks_again_until_there_is_a_result(client, officer):
    contest(2)
    a_round = opened(officer)
    send(client, officer, "round_solve", a_round.pk)
    place = reverse("round_progress", args=[a_round.pk])

    bar = client.get(place, headers={"HX-Request": "true"})
    round_jobs.carry_out(round_id=a_round.pk)
    done = client.get(place, headers={"HX-Request": "true"})

    assert "hx-trigger" in shown(bar)
    assert done.headers["HX-Redirect"] == reverse("round_detail", args=[a_round.pk])


# --- Names and queries ------------------------------------------------------------------------------------------------
PAGES = ("round_detail", "round_pairs", "round_ideas", "round_fairness")


def test_no_page_and_no_answer_names_a_pupil(client, officer):
    home = make.school()
    pupil = make.pupil(home, full_name="Bùi Thị Tưkhuê")
    suggestion(make.idea(make.club(home), team=[pupil]), make.offer(), 0.7)
    a_round = publish(solved(officer), officer)

    texts = [page(client, officer, name, a_round.pk).content.decode() for name in PAGES]
    parts = ("", "pairs/", "ideas/", "fairness/", "report/")
    texts += [api(officer).get(f"/api/v1/rounds/{a_round.pk}/{part}").content.decode() for part in parts]

    assert [text for text in texts if "Tưkhuê" in text] == []


def queries(client, user, name, *args):
    """Of the second look, the log-in not counted."""
    page(client, user, name, *args)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(name, args=args)).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", PAGES)
def test_as_many_queries_for_two_as_for_many(client, officer, name):
    counts = []
    for more in (2, 20):
        contest(more)
        counts.append(queries(client, officer, name, solved(officer).pk))

    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_the_list_asks_the_same_for_one_and_for_many(client, officer):
    counts = []
    for more in (1, 15):
        for _ in range(more):
            opened(officer)
        counts.append(queries(client, officer, "round_list"))

    assert counts[0] == counts[1]
    assert counts[0] <= 8


# --- The API ----------------------------------------------------------------------------------------------------------
def test_the_same_over_the_api(officer):
    ideas, offer = contest(2)
    client = api(officer)
    terms = {"name": "Đợt API", "season": make.season().code, "kinds": ["mentoring"], "protects": False}

    made = client.post("/api/v1/rounds/", terms, format="json")
    place = f"/api/v1/rounds/{made.data['id']}/"
    asked = client.post(f"{place}solve/")
    round_jobs.carry_out(round_id=made.data["id"])
    report = client.get(f"{place}report/").data
    (pair,) = client.get(f"{place}pairs/").data["results"]
    told = client.get(f"{place}ideas/?show=without").data["results"]
    early = client.post(f"{place}pairs/{pair['id']}/", {"standing": "excluded"}, format="json")
    kept = client.post(f"{place}pairs/{pair['id']}/", {"standing": "locked"}, format="json")
    held = client.post(f"{place}publish/")

    assert (made.status_code, made.data["state"], asked.status_code, asked.data["state"]) == (
        201,
        "draft",
        202,
        "solving",
    )
    assert [one["matched"] for one in report["outcomes"]] == [1, 1, 1]
    assert (pair["idea"], pair["offer"], pair["score"]) == (ideas[0].pk, offer.pk, 0.9)
    assert [(one["idea"], one["is_full"], one["cost"]) for one in told] == [(ideas[1].pk, True, None)]
    assert (early.status_code, kept.data["standing"], held.status_code) == (422, "locked", 409)
    solve(Round.objects.get(), officer)
    assert client.post(f"{place}publish/").data["state"] == RoundState.PUBLISHED


def test_a_school_reaches_its_rounds_from_the_menu(client):
    head = make.adult(make.school(), Role.SCHOOL_ADMIN)
    own = opened(head, school=School.objects.get(pk=head.affiliations.get().organisation_id))
    opened()

    home = shown(page(client, head, "home"))
    html = shown(page(client, head, "round_list"))

    assert f'href="{reverse("round_list")}"' in home
    assert [row.pk for row in page(client, head, "round_list").context["piece"].rows] == [own.pk]
    assert "Toàn thành phố" not in html
    assert Idea.objects.count() == 0
