"""The safety sheet: what must be answered, how long it holds, who reads it; and the templates by sector."""

import copy
import datetime as dt
import json

import pytest
from django.urls import reverse

from core import clock
from core.errors import Conflict, Invalid, NotFound, Refused
from tests import make
from tests.visits import given
from visits import sectors
from visits.enums import VisitState
from visits.models import Hosting, SafetySheet
from visits.selectors import safety as selectors
from visits.services import safety
from visits.services.safety import Word


def answers(code="mechanics", **changes):
    sector = sectors.sector(code)
    found = {asked.code: True if asked.kind == sectors.YES_NO else "Cổng chính." for asked in sector.questions}
    return found | changes


def word(**facts):
    return Word(**{"answers": answers(), "age_min": 13, "guide_name": "Phạm Văn Đón", **facts})


@pytest.mark.django_db
def test_a_signed_sheet_holds_for_half_a_year_with_what_the_sector_asks_to_wear():
    offer = given.offer()

    sheet = safety.sign(offer=offer, word=word(equipment=["helmet"]), by=offer.author)

    assert sheet.valid_until == clock.today() + dt.timedelta(days=183)
    assert (sheet.sector, sheet.template_version) == ("mechanics", "2026.1")
    assert sheet.equipment == ["glasses", "closed_shoes", "hair_tied", "helmet"]
    assert sheet.answers == answers()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field", "why"),
    [
        ({"answers": answers(first_aid=False)}, "first_aid", "phải có trước khi đón"),
        ({"answers": answers(machines_stopped=False)}, "machines_stopped", "phải có trước khi đón"),
        ({"answers": answers(exits=None)}, "exits", "có hoặc không"),
        ({"answers": answers(exits="có")}, "exits", "có hoặc không"),
        ({"answers": answers(no_go=" ")}, "no_go", "không có"),
        ({"answers": answers(no_go="a" * 501)}, "no_go", "500"),
        ({"age_min": 12}, "age_min", "13"),
        ({"age_min": 19}, "age_min", "18"),
        ({"guide_name": " "}, "guide_name", "người dẫn đoàn"),
        ({"equipment": ["wings"]}, "equipment", "danh sách"),
    ],
)
def test_what_keeps_a_host_from_signing_is_said_at_its_question(facts, field, why):
    offer = given.offer()

    with pytest.raises(Invalid, match=why) as refusal:
        safety.sign(offer=offer, word=word(**facts), by=offer.author)

    assert (list(refusal.value.errors), SafetySheet.objects.count()) == ([field], 0)


@pytest.mark.django_db
def test_insurance_may_be_lacking_in_a_workshop_but_not_in_a_port():
    workshop, port = given.offer(), given.offer(sector="port_logistics")
    uninsured = answers("port_logistics", insurance=False)

    assert safety.sign(offer=workshop, word=word(answers=answers(insurance=False)), by=workshop.author).pk
    with pytest.raises(Invalid):
        safety.sign(offer=port, word=word(answers=uninsured), by=port.author)


@pytest.mark.django_db
def test_the_last_answers_are_signed_again_while_the_questions_are_the_same():
    offer = given.offer()
    with pytest.raises(Conflict, match="Chưa có phiếu"):
        safety.sign_again(offer=offer, by=offer.author)
    first = safety.sign(offer=offer, word=word(), by=offer.author)

    second = safety.sign_again(offer=offer, by=offer.author)

    assert (second.answers, second.guide_name, second.pk > first.pk) == (first.answers, first.guide_name, True)
    Hosting.objects.update(sector="food")
    with pytest.raises(Conflict, match="đã đổi"):
        safety.sign_again(offer=offer, by=offer.author)


@pytest.mark.django_db
def test_only_who_speaks_for_the_offer_signs():
    offer = given.offer()
    for somebody in (given.host(), given.teacher(), make.officer()):
        with pytest.raises(Refused):
            safety.sign(offer=offer, word=word(), by=somebody)


@pytest.mark.django_db
def test_staff_read_the_newest_sheet_that_holds_and_the_one_of_their_own_visit():
    offer = given.offer()
    old = given.safety(offer)
    visit = given.visit(given.slot(offer), state=VisitState.PREPARING)
    SafetySheet.objects.filter(pk=old.pk).update(signed_at=clock.now() - dt.timedelta(days=3))
    new = given.safety(offer)
    own, other = given.teacher(visit.school), given.teacher()
    readers = {"own": own, "other": other, "pupil": make.pupil(), "host": offer.author}

    seen = {name: set(selectors.visible_to(reader)) for name, reader in readers.items()}

    assert seen == {"own": {old, new}, "other": {new}, "pupil": set(), "host": {old, new}}
    SafetySheet.objects.filter(pk=new.pk).update(valid_until=clock.today() - dt.timedelta(days=1))
    with pytest.raises(NotFound):
        selectors.get_for(readers["other"], new.pk)


@pytest.mark.django_db
def test_the_page_says_why_it_cannot_be_signed_and_keeps_the_answers(client):
    offer = given.offer()
    client.force_login(offer.author)
    form = {code: "yes" if said is True else said for code, said in answers().items()}
    form |= {"guide_name": "Phạm Văn Đón", "age_min": "14", "first_aid": "no", "assembly_point": "Sân trước nhà ăn"}

    refused = client.post(reverse("safety_sign", args=[offer.pk]), form).content.decode()
    signed = client.post(reverse("safety_sign", args=[offer.pk]), form | {"first_aid": "yes"}, follow=True)

    assert "Điều này phải có trước khi đón học sinh." in refused
    assert "Sân trước nhà ăn" in refused
    assert "Sân trước nhà ăn" in signed.content.decode()
    assert SafetySheet.objects.get().age_min == 14


@pytest.mark.django_db
def test_last_answers_stand_in_the_form_and_are_signed_with_one_press(client):
    offer = given.offer()
    safety.sign(offer=offer, word=word(answers=answers(photos="Không chụp bản vẽ.")), by=offer.author)
    client.force_login(offer.author)

    page = client.get(reverse("safety_sign", args=[offer.pk])).content.decode()
    client.post(reverse("safety_sign_again", args=[offer.pk]))

    assert "Không chụp bản vẽ." in page
    assert "Vẫn đúng, ký lại" in page
    assert SafetySheet.objects.count() == 2


def test_every_sector_asks_what_must_never_be_missing():
    known = sectors.templates().sectors
    must = {"first_aid", "exits", "never_alone", "no_go_marked", "toilets", "water", "no_photos_of_pupils"}
    text = {"assembly_point", "no_go", "photos"}

    assert len(known) == 14
    for sector in known.values():
        asked = {question.code: question for question in sector.questions}
        assert must <= {code for code, question in asked.items() if question.must_be_yes}, sector.code
        assert text <= {code for code, question in asked.items() if question.kind == sectors.TEXT}, sector.code


@pytest.mark.parametrize(
    "spoil",
    [
        lambda facts: facts.update(version=""),
        lambda facts: facts["sectors"][0].update(age_min=5),
        lambda facts: facts["sectors"][0].update(pupils_per_staff=31),
        lambda facts: facts["sectors"][0].update(en=" "),
        lambda facts: facts["sectors"][0]["equipment"].append("wings"),
        lambda facts: facts["sectors"][0]["questions"].append("nothing"),
        lambda facts: facts["sectors"][0]["questions"].append("first_aid"),
        lambda facts: facts["sectors"][0]["risks"].update(en=[]),
        lambda facts: facts["sectors"].append(facts["sectors"][0]),
        lambda facts: facts["questions"]["exits"].pop("must_be_yes"),
        lambda facts: facts["questions"]["no_go"].update(must_be_yes=True),
        lambda facts: facts["equipment"]["helmet"].update(vi=""),
    ],
)
def test_a_file_of_templates_that_cannot_be_right_is_not_taken(spoil):
    facts = copy.deepcopy(json.loads(sectors.FILE.read_text(encoding="utf-8")))
    spoil(facts)

    with pytest.raises(ValueError, match=r"\w"):
        sectors.read(facts)
