"""A change of the lexicon asked for, decided, in use, taken back: what is refused, who is told, what follows."""

import datetime as dt

import pytest
from django.db import IntegrityError

from core import clock, trail
from core.errors import Conflict, Invalid, Refused
from matching.engine import lexicon
from matching.enums import TermLanguage, TermProposalKind, TermProposalState
from matching.models import ConceptUse, TermProposal
from matching.rules import OPEN_TERMS_MOST
from matching.selectors import lexicons, tags, term_effects
from matching.services import concept_uses, term_proposals
from matching.services.term_proposals import NewConcept
from people import personal_data
from people.models import Notice
from people.services import history
from tests import make
from tests.matching import given_terms
from tests.matching.given_terms import CONCEPT, FORM, OYSTERS

pytestmark = pytest.mark.django_db

ADD, REMOVE = TermProposalKind.ADD_FORM, TermProposalKind.REMOVE_FORM
VI, EN = TermLanguage.VIETNAMESE, TermLanguage.ENGLISH


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


def propose(by, form=FORM, *, kind=ADD, concept=CONCEPT, language=VI, reason="Bà con vẫn gọi vậy."):
    return term_proposals.propose_form(kind=kind, concept=concept, language=language, form=form, reason=reason, by=by)


def propose_concept(by, reason="Chưa có trong bộ từ.", **changes):
    return term_proposals.propose_concept(terms=NewConcept(**given_terms.new_concept(**changes)), reason=reason, by=by)


def refusal(call, *args, **kwargs):
    with pytest.raises(Invalid) as caught:
        call(*args, **kwargs)
    return caught.value.errors


def test_a_wording_is_proposed_in_small_letters_and_waits(teacher):
    row = propose(teacher, "  Bè Hàu  treo dây ")

    assert (row.form, row.state, row.proposed_by) == (FORM, TermProposalState.PROPOSED, teacher)
    assert tags.propose("Nhà em có bè hàu treo dây", "vi") != []
    assert CONCEPT not in [tag.code for tag in tags.propose("bè hàu treo dây", "vi")]


def test_the_department_is_told_of_it(officer, teacher):
    row = propose(teacher)

    notice = Notice.objects.get(recipient=officer)
    assert (notice.kind, notice.facts, notice.path) == ("term_proposed", {"words": FORM}, f"/terms/proposals/{row.pk}/")


@pytest.mark.parametrize(
    ("form", "language", "says"),
    [
        ("thủy sản", VI, "đã là cách nói của khái niệm"),
        ("!!!", VI, "Cần có ít nhất một chữ."),
        ("một hai ba bốn năm sáu bảy tám chín", VI, "dài quá: nhiều nhất 8 từ và 60 chữ cái"),
        ("dây " * 8 + "dàiiiiiiiiiiiiiiiiiiiiiiiiiiii", VI, "dài quá"),
        ("bè|hàu", VI, "không dùng dấu"),
        ("gọi 0912345678", VI, "trông như số điện thoại"),
        ("hau@gmail.com", EN, "trông như số điện thoại hay địa chỉ liên lạc"),
        ("máy", VI, "Một tiếng “máy” dễ hiểu sang nghĩa khác"),
        ("học sinh", VI, "chung quá"),
        ("và của", VI, "chung quá"),
        ("school", EN, "chung quá"),
        ("ab", EN, "chung quá"),
        ("vửa", VI, "viết không dấu thì lẫn với “vua”"),
    ],
)
def test_bad_wordings_are_refused_with_a_sentence(teacher, form, language, says):
    concept = "solar_energy"
    errors = refusal(propose, teacher, form, language=language, concept=concept)

    assert list(errors) == ["form"]
    assert says in errors["form"][0]
    assert TermProposal.objects.count() == 0


def test_what_the_concept_has_already_is_refused(teacher):
    form = lexicon.load().concepts[CONCEPT].vi[0]
    assert refusal(propose, teacher, form.upper()) == {"form": ["Khái niệm này đã có cách nói đó rồi."]}


def test_only_what_is_there_is_taken_out_and_never_the_last(teacher):
    assert refusal(propose, teacher, "xe bò", kind=REMOVE) == {"form": ["Khái niệm này không có cách nói đó."]}


def test_an_unknown_concept_a_missing_reason_and_a_contact_in_it_are_refused(teacher):
    assert refusal(propose, teacher, concept="nowhere") == {"concept": ["Không có khái niệm này trong bộ từ."]}
    assert refusal(propose, teacher, reason=" \u200b ") == {"reason": ["Hãy viết một câu vì sao, để Sở hiểu mà nhận."]}
    assert "trông như số điện thoại" in refusal(propose, teacher, reason="Hỏi cô Lan 0912 345 678")["reason"][0]


def test_the_same_is_proposed_once_at_a_time(teacher):
    first = propose(teacher)
    assert refusal(propose, make.adviser()) == {"": ["Đã có người đề xuất đúng như vậy rồi."]}
    with pytest.raises(IntegrityError):
        TermProposal.objects.create(
            kind=ADD,
            concept=CONCEPT,
            language="vi",
            form=FORM,
            reason="x",
            proposed_by=teacher,
            proposed_at=clock.now(),
        )
    assert first.state == TermProposalState.PROPOSED


def test_what_was_withdrawn_may_be_proposed_again(teacher):
    term_proposals.withdraw(proposal=propose(teacher), by=teacher)

    assert propose(teacher).state == TermProposalState.PROPOSED


def test_nobody_fills_the_queue_alone(teacher):
    for number in range(OPEN_TERMS_MOST):
        given_terms.proposal(teacher, form=f"bè hàu số {number}")

    with pytest.raises(Conflict, match="30 đề xuất của mình đang chờ"):
        propose(teacher)


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"vi": []}, "vi", "Cần ít nhất một cách nói"),
        ({"en": ["  "]}, "en", "Cần ít nhất một cách nói"),
        ({"vi": ["nuôi đà điểu", "thủy sản"]}, "vi", "đã là cách nói của khái niệm"),
        ({"en": ["ostriches", "accounting"]}, "en", "đã là cách nói của khái niệm"),
        ({"vi": [f"đà điểu số {number}" for number in range(21)]}, "vi", "Nhiều nhất 20 cách nói"),
        ({"kind": "plant"}, "kind", "Hãy chọn một loại."),
        ({"area": "sport"}, "area", "Hãy chọn một mảng."),
        ({"parent": "nowhere"}, "parent", "Không có khái niệm này"),
        ({"parent": "", "helped_by": []}, "parent", "Hãy chọn khái niệm rộng hơn, hoặc ai giúp được"),
        ({"helped_by": ["nowhere"]}, "helped_by", "Không có khái niệm này"),
        ({"helps": ["nowhere"]}, "helps", "Không có khái niệm này"),
        ({"helped_by": ["agronomy"] * 1 + [f"a{number}" for number in range(6)]}, "helped_by", "khái niệm"),
    ],
)
def test_bad_concepts_are_refused_at_the_field(teacher, changes, field, says):
    errors = refusal(propose_concept, teacher, **changes)

    assert field in errors
    assert says in errors[field][0]


def test_a_concept_whose_english_name_is_taken_is_refused(teacher):
    known = lexicon.load().concepts
    assert "cost_accounting" in known
    errors = refusal(propose_concept, teacher, en=["cost-accounting", "ostriches"])
    assert "đã là cách nói" in errors["en"][0] or "Đã có khái niệm" in errors["en"][0]


def test_a_new_concept_gets_its_id_from_its_first_english_wording(teacher, officer):
    row = propose_concept(teacher)
    term_proposals.accept(proposal=row, by=officer)
    lexicons.forget()

    made = lexicons.current().concepts["ostrich_farming"]
    assert row.concept == made.id
    assert (made.vi, made.en, made.parent, made.area) == (
        ("nuôi đà điểu", "trại đà điểu"), ("ostrich farming",), "animal_husbandry", "life",
    )  # fmt: skip
    assert lexicons.current().helps[-1] == lexicon.Help("ostrich_farming", "agronomy", 0.8)
    assert [tag.name for tag in tags.propose("Em muốn làm trại đà điểu", "vi")] == ["nuôi đà điểu"]


def test_accepted_it_is_read_with_who_and_when_and_the_proposer_told(
    teacher, officer, django_capture_on_commit_callbacks
):
    row = propose(teacher)
    lexicons.current()
    with django_capture_on_commit_callbacks() as waiting:
        row = term_proposals.accept(proposal=row, by=officer)
    for callback in waiting[:1]:
        callback()

    assert (row.state, row.decided_by) == (TermProposalState.ACCEPTED, officer)
    assert row.decided_at is not None
    assert FORM in lexicons.current().concepts[CONCEPT].vi
    assert Notice.objects.get(recipient=teacher).kind == "term_accepted"
    newest = trail.rows_of(TermProposal).filter(id=row.pk).first()
    assert (newest.state, newest.history_user) == ("accepted", officer)


def test_another_process_reads_it_within_a_minute(time_machine, teacher):
    time_machine.move_to(dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC))
    assert FORM not in lexicons.current().concepts[CONCEPT].vi
    given_terms.proposal(teacher, TermProposalState.ACCEPTED)

    before_asking = FORM in lexicons.current().concepts[CONCEPT].vi
    time_machine.shift(lexicons.SECONDS + 1)

    assert (before_asking, FORM in lexicons.current().concepts[CONCEPT].vi) == (False, True)


def test_the_lexicon_stays_the_same_object_while_nothing_changes(teacher):
    given_terms.proposal(teacher, TermProposalState.ACCEPTED)
    assert lexicons.current(fresh=True) is lexicons.current(fresh=True)


def test_accepting_what_no_longer_fits_is_a_conflict_and_changes_nothing(teacher, officer):
    row = propose(teacher)
    given_terms.proposal(teacher, TermProposalState.ACCEPTED, concept="shellfish_farming")

    with pytest.raises(Conflict, match="đã là cách nói của khái niệm"):
        term_proposals.accept(proposal=row, by=officer)

    row.refresh_from_db()
    assert row.state == TermProposalState.PROPOSED


def test_declined_with_a_reason_the_proposer_reads(teacher, officer):
    row = propose(teacher)
    assert refusal(term_proposals.decline, proposal=row, reason=" ", by=officer) == {
        "reason": ["Hãy viết một câu vì sao, người đề xuất sẽ đọc."]
    }

    row = term_proposals.decline(proposal=row, reason="Đã có “nuôi hàu”.", by=officer)

    assert (row.state, row.decision_reason, row.decided_by) == ("declined", "Đã có “nuôi hàu”.", officer)
    assert Notice.objects.get(recipient=teacher).kind == "term_declined"
    with pytest.raises(Conflict, match="Không thể “nhận”"):
        term_proposals.accept(proposal=row, by=officer)


def test_taken_back_it_is_read_no_more(teacher, officer):
    row = term_proposals.accept(proposal=propose(teacher), by=officer)
    lexicons.forget()
    assert FORM in lexicons.current().concepts[CONCEPT].vi

    row = term_proposals.take_back(proposal=row, reason="Lẫn với nghề khác.", by=officer)
    lexicons.forget()

    assert row.state == TermProposalState.DECLINED
    assert lexicons.current() is lexicon.load()
    assert {notice.kind for notice in Notice.objects.filter(recipient=teacher)} == {"term_accepted", "term_taken_back"}


@pytest.mark.parametrize("who", ["pupil", "uncleared", "commune"])
def test_who_may_not_propose(who):
    person = {
        "pupil": make.pupil,
        "uncleared": lambda: make.mentor(cleared=False),
        "commune": make.commune_officer,
    }[who]()

    with pytest.raises(Refused, match="Từ vựng gợi ý dành cho"):
        propose(person)


def test_only_the_department_decides_and_only_the_proposer_withdraws(teacher):
    row = propose(teacher)
    other = make.mentor()

    for act in (
        lambda: term_proposals.accept(proposal=row, by=teacher),
        lambda: term_proposals.decline(proposal=row, reason="x", by=other),
        lambda: term_proposals.take_back(proposal=row, reason="x", by=other),
        lambda: term_proposals.withdraw(proposal=row, by=other),
    ):
        with pytest.raises(Refused):
            act()
    assert TermProposal.objects.get().state == TermProposalState.PROPOSED


def test_what_would_change_is_counted_over_what_the_department_may_see(officer, teacher):
    seen, offer = make.idea(**OYSTERS), make.offer(title="Giúp làm bè hàu treo dây", description="Dây bền.")
    make.idea(**OYSTERS, visibility="school")
    make.idea(title="May túi vải", problem="Túi nilon nhiều.", solution="May túi.")

    found = term_effects.effect(officer, propose(teacher), "vi")

    assert (found.gained.ideas, found.gained.posts, found.lost.ideas) == (1, 1, 0)
    assert [(text.kind, text.pk) for text in found.gained.examples] == [("idea", seen.pk), ("offer", offer.pk)]


def test_a_form_in_a_need_is_counted_too(officer, teacher):
    idea = make.idea(title="Việc ở biển", problem="Sóng to.", solution="Chưa có.")
    idea.needs.create(kind="mentoring", text="Người biết làm bè hàu treo dây")

    assert term_effects.effect(officer, propose(teacher), "vi").gained.ideas == 1


def test_what_taking_back_would_do_is_the_other_way_round(officer, teacher):
    make.idea(**OYSTERS)
    row = given_terms.proposal(teacher, TermProposalState.ACCEPTED)

    found = term_effects.effect(officer, row, "vi")

    assert (found.gained.ideas, found.lost.ideas) == (0, 1)


def test_a_longer_wording_that_hides_a_shorter_one_is_told(officer, teacher):
    make.idea(**OYSTERS)

    (other,) = term_effects.effect(officer, propose(teacher), "vi").others

    assert (other.code, other.gained, other.lost) == ("shellfish_farming", 0, 1)


def test_touched_texts_are_read_and_matched_anew(teacher, django_capture_on_commit_callbacks):
    idea = make.idea(**OYSTERS)
    make.idea(title="May túi vải", problem="Túi nilon nhiều.", solution="May túi.")
    concept_uses.reread_all()
    assert not ConceptUse.objects.filter(concept=CONCEPT, idea=idea).exists()
    row = given_terms.proposal(teacher, TermProposalState.ACCEPTED)

    with django_capture_on_commit_callbacks() as waiting:
        assert concept_uses.follow(row.pk) == 1

    assert ConceptUse.objects.filter(concept=CONCEPT).values_list("idea", flat=True).get() == idea.pk
    assert [(task.path, task.ids) for task in waiting] == [("matching.tasks.idea_changed", (idea.pk,))]


def test_a_text_that_is_no_longer_published_is_counted_no_more(teacher):
    idea, offer = make.idea(**OYSTERS), make.offer(title="Nuôi hàu", description="Bè hàu.")
    assert concept_uses.reread_all() > 0
    idea.status, offer.status = "archived", "closed"
    idea.save()
    offer.save()

    concept_uses.reread_idea(idea.pk)
    concept_uses.reread_post("offer", offer.pk)

    assert ConceptUse.objects.count() == 0


def test_rereading_twice_leaves_the_same(teacher):
    idea = make.idea(**OYSTERS)
    concept_uses.reread_idea(idea.pk)
    first = set(ConceptUse.objects.values_list("pk", "concept"))

    concept_uses.reread_idea(idea.pk)

    assert set(ConceptUse.objects.values_list("pk", "concept")) == first


def test_the_copy_of_ones_data_has_what_one_proposed_and_decided(teacher, officer):
    row = term_proposals.decline(proposal=propose(teacher), reason="Đã có.", by=officer)

    (proposed,) = personal_data.HOLDINGS["term_proposals"].read(teacher)
    (decided,) = personal_data.HOLDINGS["term_decisions"].read(officer)
    assert (proposed["words"], proposed["reason"], proposed["at"]) == (FORM, row.reason, row.proposed_at)
    assert (decided["what"], decided["reason"]) == ("không nhận", "Đã có.")
    assert personal_data.HOLDINGS["term_proposals"].read(officer) == []


def test_forgetting_leaves_the_term_and_takes_the_words_about_it(teacher, officer):
    row = term_proposals.decline(proposal=propose(teacher), reason="Đã có.", by=officer)

    with history.opened():
        personal_data.HOLDINGS["term_proposals"].forget(teacher)
        personal_data.HOLDINGS["term_decisions"].forget(officer)

    row.refresh_from_db()
    assert (row.form, row.reason, row.decision_reason) == (FORM, "—", "—")
    assert set(trail.rows_of(TermProposal).values_list("reason", flat=True)) == {"—"}
