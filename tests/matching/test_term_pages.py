"""The pages and the API of the concept lexicon: what staff find there, what they send, what the Department decides."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from matching.enums import TermProposalState
from matching.models import ConceptUse, TermProposal
from matching.selectors import lexicons
from matching.services import concept_uses
from people.models import User
from tests import make
from tests.matching import given_terms
from tests.matching.given_terms import CONCEPT, FORM, OYSTERS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_lexicon():
    lexicons.forget()
    yield
    lexicons.forget()


@pytest.fixture
def officer():
    return make.officer()


@pytest.fixture
def teacher():
    return make.adviser()


def page(client, user, name, *args, **query):
    client.force_login(User.objects.get(pk=user.pk))
    return client.get(reverse(name, args=args), query).content.decode()


def send(client, user, name, /, *args, **body):
    client.force_login(User.objects.get(pk=user.pk))
    return client.post(reverse(name, args=args), body, follow=True).content.decode()


def api(user):
    client = APIClient()
    client.force_authenticate(User.objects.get(pk=user.pk))
    return client


def test_words_are_found_with_diacritics_and_without(client, teacher):
    for query in ("nước mắm", "nuoc mam", "NUOC MAM"):
        assert reverse("term_detail", args=["fish_sauce"]) in page(client, teacher, "term_list", q=query)
    assert "Không có cách nói nào như vậy" in page(client, teacher, "term_list", q="xyz xyz")


def test_a_filter_that_does_not_exist_narrows_nothing(client, teacher):
    assert "Xem thêm" in page(client, teacher, "term_list", area="nowhere", kind="x", page="-3")


def test_a_concept_shows_its_wordings_in_both_languages_and_who_helps(client, teacher):
    shown = page(client, teacher, "term_detail", "need_price")
    known = lexicons.current()
    concept = known.concepts["need_price"]
    assert all(form in shown for form in (*concept.vi, *(form.replace("'", "&#x27;") for form in concept.en)))
    for relation in known.helps:
        if relation.source == "need_price":
            assert reverse("term_detail", args=[relation.target]) in shown


def test_counts_are_of_what_the_reader_may_see(client, teacher, officer):
    home = teacher.affiliations.get().organisation.school
    make.idea(make.club(home), **{**OYSTERS, "problem": "Nuôi hàu bị sóng."}, visibility="school")
    make.idea(**{**OYSTERS, "problem": "Nuôi hàu bị sóng."})
    make.offer(title="Kỹ thuật nuôi hàu", description="Cán bộ thuỷ sản.")
    concept_uses.reread_all()

    rows = {
        user: api(user).get(reverse("api-concept-detail", args=["shellfish_farming"])) for user in (teacher, officer)
    }

    assert rows[teacher].json()["concept"]["uses"] == {"ideas": 1, "challenges": 0, "offers": 1}
    assert rows[officer].json()["concept"]["uses"] == {"ideas": 1, "challenges": 0, "offers": 1}
    assert ConceptUse.objects.filter(concept="shellfish_farming", idea__isnull=False).count() == 2


def test_a_text_is_marked_and_nothing_of_it_is_kept(client, teacher):
    shown = send(client, teacher, "term_try", text="Nhóm em làm nước mắm <b>ngon</b>.")

    assert "<mark>nước mắm</mark>" in shown
    assert "&lt;b&gt;ngon&lt;/b&gt;" in shown
    assert reverse("term_detail", args=["fish_sauce"]) in shown


def test_an_empty_and_an_overlong_text_are_refused_with_a_sentence(client, teacher):
    assert "Phần này cần có vài chữ." in send(client, teacher, "term_try", text="\u200b")
    assert "4000" in send(client, teacher, "term_try", text="a" * 4001)
    assert "Chưa nhận ra cách nói nào trọn vẹn." in send(client, teacher, "term_try", text="ờ ờ")


def test_a_wording_is_proposed_on_the_page_of_its_concept(client, teacher):
    shown = send(client, teacher, "term_add", CONCEPT, language="vi", form=FORM, reason="Bà con gọi vậy.")

    assert "Đã gửi đề xuất tới Sở." in shown
    assert TermProposal.objects.get().form == FORM


def test_what_is_refused_is_said_at_the_field_and_nothing_typed_is_lost(client, teacher):
    shown = send(client, teacher, "term_add", CONCEPT, language="vi", form="gọi 0912345678", reason="Hay lắm.")

    assert "trông như số điện thoại" in shown
    assert "gọi 0912345678" in shown
    assert "Hay lắm." in shown
    assert "Phần này cần có vài chữ." in send(
        client, teacher, "term_add", CONCEPT, language="vi", form="x", reason="\u200b"
    )


def test_a_wording_with_the_wrong_sense_is_proposed_for_taking_out(client, teacher):
    form = lexicons.current().concepts[CONCEPT].vi[1]
    shown = send(client, teacher, "term_remove", CONCEPT, form=f"vi:{form}", reason="Còn nghĩa khác.")

    assert "Đã gửi đề xuất tới Sở." in shown
    assert (TermProposal.objects.get().kind, TermProposal.objects.get().form) == ("remove_form", form)
    assert send(client, teacher, "term_remove", CONCEPT, form="vi:không có", reason="x").count("<h1>") == 1
    assert TermProposal.objects.count() == 1


def test_a_new_concept_is_proposed_line_by_line(client, teacher):
    body = given_terms.new_concept(vi="nuôi đà điểu\n trại đà điểu ", en="ostrich farming")
    shown = send(client, teacher, "concept_propose", **body, reason="Ở quê em có.")

    assert "ostrich farming" in shown
    assert TermProposal.objects.get().content["vi"] == ["nuôi đà điểu", "trại đà điểu"]


def test_the_new_concepts_faults_stand_at_their_fields(client, teacher):
    body = given_terms.new_concept(vi="nước mắm", en="", parent="", helped_by=[])
    shown = send(client, teacher, "concept_propose", **body, reason="Ở quê em có.")

    assert "nước mắm" in shown
    assert TermProposal.objects.count() == 0


def test_the_department_sees_the_queue_and_what_each_would_do(client, officer, teacher):
    idea = make.idea(**OYSTERS)
    row = given_terms.proposal(teacher)

    assert reverse("term_proposal_detail", args=[row.pk]) in page(client, officer, "term_proposal_list")
    shown = page(client, officer, "term_proposal_detail", row.pk)
    assert "Nếu nhận" in shown
    assert reverse("idea_detail", args=[idea.pk]) in shown


def test_the_proposer_sees_no_preview_and_withdraws(client, teacher):
    make.idea(**OYSTERS)
    row = given_terms.proposal(teacher)

    assert "Nếu nhận" not in page(client, teacher, "term_proposal_detail", row.pk)
    send(client, teacher, "term_proposal_withdraw", row.pk)
    row.refresh_from_db()
    assert row.state == TermProposalState.WITHDRAWN


def test_accepted_then_taken_back_on_the_page(client, officer, teacher):
    row = given_terms.proposal(teacher)

    assert "Đã ghi: đã nhận." in send(client, officer, "term_proposal_accept", row.pk)
    assert "Phần này cần có vài chữ." in send(client, officer, "term_proposal_take_back", row.pk, reason="\u200b")
    assert "Đã ghi: không nhận." in send(client, officer, "term_proposal_take_back", row.pk, reason="Lẫn nghĩa.")
    assert "Không thể “nhận”" in send(client, officer, "term_proposal_accept", row.pk)


def test_declining_needs_a_reason_without_a_contact(client, officer, teacher):
    row = given_terms.proposal(teacher)

    assert "trông như số điện thoại" in send(client, officer, "term_proposal_decline", row.pk, reason="Gọi 0912345678")
    row.refresh_from_db()
    assert row.state == TermProposalState.PROPOSED


def test_the_api_takes_the_same_and_says_the_same(officer, teacher):
    make.idea(**OYSTERS)
    body = {"kind": "add_form", "concept": CONCEPT, "language": "vi", "form": FORM, "reason": "Bà con gọi vậy."}
    made = api(teacher).post(reverse("api-term-proposal-list"), body, format="json")
    wrong = api(teacher).post(reverse("api-term-proposal-list"), {**body, "form": "máy"}, format="json")
    effect = api(officer).get(reverse("api-term-proposal-effect", args=[made.json()["id"]])).json()
    accepted = api(officer).post(reverse("api-term-proposal-accept", args=[made.json()["id"]]))

    assert (made.status_code, made.json()["state"]) == (201, "proposed")
    assert wrong.status_code == 422
    assert "Một tiếng “máy”" in str(wrong.json())
    assert (effect["effect"]["gained"]["ideas"], effect["is_shipped"]) == (1, False)
    assert accepted.json()["state"] == "accepted"


def test_the_api_reads_a_text(teacher):
    text = "Nhóm em làm nước mắm."
    found = api(teacher).post(reverse("api-concept-read"), {"text": text}, format="json").json()

    assert "".join(piece["text"] for piece in found["pieces"]) == text
    assert found["concepts"] == [{"code": "fish_sauce", "name": "nước mắm"}]


def test_the_menu_leads_there_for_readers_only(client, teacher, officer):
    address = reverse("term_list")
    for user, expected in [
        (teacher, True),
        (officer, True),
        (make.mentor(), True),
        (make.mentor(cleared=False), False),
    ]:
        assert (f'href="{address}"' in page(client, user, "home")) is expected


@pytest.mark.parametrize("address", ["term_list", "api-concept-list", "term_proposal_list", "api-term-proposal-list"])
def test_lists_ask_no_more_for_fifty_than_for_one(client, officer, teacher, django_assert_max_num_queries, address):
    given_terms.proposal(teacher)
    client.force_login(officer)
    client.get(reverse(address))
    for number in range(49):
        given_terms.proposal(make.adviser(), form=f"bè hàu số {number}")
        ConceptUse.objects.create(concept=CONCEPT, idea=make.idea()) if number < 3 else None

    with django_assert_max_num_queries(8):
        client.get(reverse(address))


def test_in_english_the_page_speaks_english(client, teacher):
    User.objects.filter(pk=teacher.pk).update(language="en")

    shown = page(client, teacher, "term_detail", "fish_sauce")

    assert "Who can help" in shown
    assert "<h1>Fish sauce</h1>" in shown
