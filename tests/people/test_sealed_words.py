"""The parts of sealed copies have names that whoever minds a case understands, in both languages."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from core import clock
from messaging.services import conversations, messages
from network.services import engagements
from people import concern_subjects, sealed_words
from people.concern_subjects import Subject
from people.enums import Role
from people.services import care_calls, subjects
from people.services.care_calls import Call
from tests import make
from tests.visits import given, given_placements
from visits.models import Evaluation, LogEntry, Reflection

pytestmark = pytest.mark.django_db


def pages():
    """Kind, id and a reader of one page of every kind, with something in each of its parts."""
    engagement = make.engagement()
    proposal = engagement.proposal
    idea, offer, pupil = proposal.idea, proposal.offer, proposal.idea.created_by
    engagements.add_goal(engagement=engagement, text="Lọc được một xô.", by=pupil)
    engagements.check_in(engagement=engagement, held_on=clock.today(), done="Đo", next_step="Lọc", by=pupil)
    talk = conversations.open_about(kind="engagement", subject=engagement.pk, by=pupil)
    messages.send(conversation=talk.pk, draft=messages.Draft(client_id=uuid4(), body="Em chào anh"), by=pupil)
    closed = engagements.close(engagement=engagement, by=engagement.supporter)
    engagements.answer_closing(engagement=closed, helped=5, best="Vui", better="Không", thanks="Cảm ơn", by=pupil)
    visit = given.visit(given.slot(), given.teacher(idea.club.school))
    placement = given_placements.running()
    given_placements.entry(placement, learnt="Đo", question="Vì sao?")
    return [
        ("idea", idea.pk, pupil),
        ("club", idea.club_id, pupil),
        ("challenge", make.challenge().pk, pupil),
        ("offer", offer.pk, pupil),
        ("organisation", offer.organisation_id, pupil),
        ("proposal", proposal.pk, pupil),
        ("engagement", engagement.pk, pupil),
        ("conversation", talk.pk, pupil),
        ("visit", visit.pk, visit.organiser),
        ("placement", placement.pk, placement.pupil),
    ]


def names(value, around):
    """Every name in a page with what it is a part of."""
    if isinstance(value, dict):
        return {(around, key) for key in value} | {one for key, inner in value.items() for one in names(inner, key)}
    return {one for inner in value for one in names(inner, around)} if isinstance(value, list) else set()


def unknown(found):
    return sorted(
        f"{around}.{name}" for around, name in found if not {f"{around}.{name}", name} & sealed_words.LABELS.keys()
    )


def test_every_part_of_every_page_that_can_be_reported_has_a_name():
    made = pages()
    content = {kind: subjects.described(kind, pk, reader).content for kind, pk, reader in made}

    assert set(content) == set(concern_subjects.KINDS)
    assert {kind: unknown(names(shown, kind)) for kind, shown in content.items()} == {kind: [] for kind in content}
    assert unknown(("", kind) for kind in content) == []


@pytest.mark.parametrize("model", [Reflection, LogEntry, Evaluation])
def test_every_part_that_a_pupil_writes_around_a_visit_has_a_name(model):
    assert unknown(("words", name) for name in model().said) == []


@pytest.mark.parametrize(
    ("path", "around", "label"),
    [
        (("messages", 2, "text"), "conversation", "tin nhắn 2 · lời"),
        (("messages", 2, "files", 1), "conversation", "tin nhắn 2 · tệp 1"),
        (("about",), "conversation", "nói về"),
        (("about",), "club", "lời giới thiệu"),
        (("needs", 1, 2), "idea", "điều cần 1.2"),
        (("shown", "goals"), "placement", "trang lúc ấy · em muốn học"),
        (("subject", "label"), "", "tên trang"),
        (("of an old copy", 1), "", "of an old copy 1"),
    ],
)
def test_a_part_is_called_by_where_it_stands(path, around, label):
    assert sealed_words.label_of(path, around=around) == label


def test_a_word_is_given_once():
    with pytest.raises(ValueError, match="text"):
        sealed_words.register({"text": "khác"})


def test_the_page_of_a_case_names_them_in_the_readers_language(client):
    school = make.school()
    lead, pupil = make.adult(school, Role.SCHOOL_ADMIN), make.pupil(school)
    for number in (1, 2):
        page = Subject(f"Trang {number}", {"title": "Máy lọc"}, school_id=school.pk, kind="idea", pk=number)
        case = care_calls.take(Call(pupil, {"did": f"Lời {number}"}, page, "Lời đáng lo."))
    client.force_login(lead)
    address = reverse("concern_detail", args=[case.pk])

    vietnamese = client.get(address).context
    with translation.override("en"):
        client.post(reverse("set_language"), {"language": "en", "next": address})
        english = client.get(address).content.decode()

    assert vietnamese["shown"] == [("lời đáng lo · đã làm", "Lời 1"), ("tiêu đề", "Máy lọc")]
    assert vietnamese["copies"][0]["lines"] == [
        ("người viết", pupil.full_name),
        ("lời đáng lo · đã làm", "Lời 2"),
        ("trang số", "2"),
        ("loại trang", "ý tưởng"),
        ("tên trang", "Trang 2"),
        ("trang lúc ấy · tiêu đề", "Máy lọc"),
    ]
    for label in ("words of concern · done", "kind of page", "the page then · title"):
        assert f'<dt class="text-break">{label}</dt>' in english
    assert "words.did" not in english
