"""Certificates: issued in one press, printed, checked by anybody without learning a name, taken back, forgotten."""

import io
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse
from docx import Document

from core import clock, trail
from core.errors import Conflict, Invalid, NotFound, Refused, TooOften
from people.models import RecordRead
from people.services import erasure
from people.services import history as history_service
from tests import make
from tests.visits import given
from tests.visits.given_after import certificate, held
from tests.visits.given_chain import told
from visits.enums import MarkKind
from visits.models import Certificate, Mark
from visits.selectors import certificates as selectors
from visits.services import after_forgetting, certificate_checks, certificates

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def test_one_press_certifies_everybody_who_came_and_a_second_nobody():
    here = held()
    stayed = given.pupil_on(here.visit, make.pupil(here.school))
    stayed.left_off_at = stayed.added_at
    stayed.save()

    made = certificates.issue(visit=here.visit, by=here.teacher)
    assert [row.attendee.pupil for row in made] == [here.pupil]
    assert certificates.issue(visit=here.visit, by=here.head) == []
    assert told("certificate_issued") == {here.pupil}


@pytest.mark.parametrize("who", ["host", "pupil", "colleague"])
def test_only_the_organiser_and_the_head_issue_and_take_back(who):
    here = held()
    row = certificate(here.place, here.teacher)
    person = given.teacher(here.school) if who == "colleague" else getattr(here, who)
    with pytest.raises(Refused):
        certificates.issue(visit=here.visit, by=person)
    with pytest.raises(Refused):
        certificates.revoke(certificate=row, reason="Nhầm", by=person)


def test_what_is_taken_back_says_why_and_stays_taken_back():
    here = held()
    row = certificate(here.place, here.teacher)
    with pytest.raises(Invalid):
        certificates.revoke(certificate=row, reason=" ", by=here.teacher)
    certificates.revoke(certificate=row, reason="Cấp nhầm", by=here.teacher)

    with pytest.raises(Conflict):
        certificates.revoke(certificate=row, reason="Cấp nhầm", by=here.teacher)
    assert certificates.issue(visit=here.visit, by=here.teacher) == []
    assert Certificate.objects.get().is_valid is False


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("Đoàn Thị Nhãn Lồng", "matches"),
        ("  doan thi   nhan long ", "matches"),
        ("Nhãn Lồng", "differs"),
        ("Đoàn Thị Nhãn", "differs"),
        ("Đoàn Thị Nhãn Lồng Em", "differs"),
    ],
)
def test_anybody_may_check_the_whole_name_and_no_part_of_it(client, name, match):
    here = held()
    row = certificate(here.place, here.teacher)

    assert certificate_checks.check_name(code=row.code.lower(), name=name, address="1.2.3.4") == match
    page = client.post(reverse("certificate_verify", args=[row.code]), {"name": name})
    assert page.context["match"] == match
    answer = client.post(
        reverse("api-certificate-verify", args=[row.code]), {"name": name}, content_type="application/json"
    )
    assert answer.json() == {"match": match}


def test_the_open_page_tells_host_school_and_day_and_never_a_name(client):
    here = held()
    row = certificate(here.place, here.teacher)

    text = client.get(reverse("certificate_verify", args=[row.code])).content.decode()
    assert here.visit.slot.offer.organisation.name in text
    assert here.school.organisation.name in text
    assert "Giấy này có hiệu lực" in text
    answer = client.get(reverse("api-certificate-verify", args=[row.code]))
    assert answer.json()["is_valid"] is True
    for told_text in (text, answer.content.decode()):
        assert "Nhãn Lồng" not in told_text

    certificates.revoke(certificate=row, reason="Nhầm Nhãn Lồng", by=here.head)
    text = client.get(reverse("certificate_verify", args=[row.code])).content.decode()
    assert "Giấy này đã được thu hồi" in text
    assert "Nhãn Lồng" not in text


def test_ten_names_an_hour_from_one_address():
    here = held()
    row = certificate(here.place, here.teacher)
    for number in range(10):
        certificate_checks.check_name(code=row.code, name=f"Tên {number}", address="1.2.3.4")
    with pytest.raises(TooOften):
        certificate_checks.check_name(code=row.code, name="Đoàn Thị Nhãn Lồng", address="1.2.3.4")
    assert certificate_checks.check_name(code=row.code, name="Sai", address="5.6.7.8") == "differs"


def test_a_code_nobody_gave_is_not_found_and_counts_as_a_try(client):
    for _number in range(10):
        with pytest.raises(NotFound):
            certificate_checks.check_name(code="ZZZZZZZZZZZZ", name="Ai", address="1.2.3.4")
    with pytest.raises(TooOften):
        certificate_checks.check_name(code="ZZZZZZZZZZZZ", name="Ai", address="1.2.3.4")
    assert client.get(reverse("certificate_verify", args=["ZZZZZZZZZZZZ"])).status_code == 404


def test_on_paper_there_is_the_name_and_a_code_to_scan_and_the_log_knows(client):
    here = held()
    row = certificate(here.place, here.teacher)
    other = given.pupil_on(here.visit, make.pupil(here.school, full_name="Vũ Văn Mít Dai"))
    certificate(other, here.teacher, "MMMMMMMM2345")
    client.force_login(here.teacher)

    answer = client.get(reverse("visit_certificates_docx", args=[here.visit.pk]))
    document = Document(io.BytesIO(answer.content))
    text = "\n".join(line.text for line in document.paragraphs)
    assert [name for name in ("Đoàn Thị Nhãn Lồng", "Vũ Văn Mít Dai", row.code) if name not in text] == []
    assert len(document.inline_shapes) == 2
    assert round(document.sections[0].page_width.mm) == 210
    page = client.get(reverse("visit_certificates_print", args=[here.visit.pk])).content.decode()
    assert page.count("data:image/svg+xml") == 2
    assert f"/certificates/{row.code}/" in page
    noted = RecordRead.objects.filter(reader=here.teacher).values_list("pupil", flat=True)
    assert set(noted) == {here.pupil.pk, other.pupil_id}


def test_a_pupil_sees_the_own_ones_and_nobody_elses(client):
    here = held()
    row = certificate(here.place, here.teacher)
    client.force_login(here.pupil)
    assert row.code in client.get(reverse("certificate_list")).content.decode()
    assert here.pupil.full_name in client.get(reverse("certificate_print", args=[row.code])).content.decode()
    assert [one["code"] for one in client.get(reverse("api-certificate-list")).json()] == [row.code]

    client.force_login(make.pupil(here.school))
    assert row.code not in client.get(reverse("certificate_list")).content.decode()
    for name in ("certificate_print", "certificate_docx"):
        assert client.get(reverse(name, args=[row.code])).status_code == 404


def test_what_was_taken_back_is_not_printed(client):
    here = held()
    row = certificate(here.place, here.teacher)
    certificates.revoke(certificate=row, reason="Nhầm", by=here.teacher)
    client.force_login(here.pupil)

    assert client.get(reverse("certificate_print", args=[row.code])).context["pages"] == []


def test_an_erased_pupils_code_says_there_is_nothing_left(client):
    here = held()
    row = certificate(here.place, here.teacher)
    erasure.erase(subject=here.pupil, by=make.officer())

    found = certificate_checks.check_name(code=row.code, name="Đoàn Thị Nhãn Lồng", address="1.2.3.4")
    assert found == "forgotten"
    assert "không còn giữ thông tin" in client.get(reverse("certificate_verify", args=[row.code])).content.decode()
    with pytest.raises(NotFound):
        selectors.get_for(here.teacher, row.code)


def test_so_does_that_of_a_pupil_who_left_long_ago():
    here = held()
    row = certificate(here.place, here.teacher)
    certificates.revoke(certificate=row, reason="Em Đoàn Thị Nhãn Lồng đổi giấy", by=here.head)
    with history_service.opened():
        after_forgetting.pseudonymised(here.pupil.pk, here.pupil.full_name, "Học sinh cũ")

    assert certificate_checks.check_name(code=row.code, name="Học sinh cũ", address="1.2.3.4") == "forgotten"
    kept = [*Certificate.objects.all(), *trail.rows_of(Certificate)]
    assert [row.reason for row in kept if "Đoàn Thị" in row.reason] == []


def test_only_who_was_there_earns_one_where_marks_were_taken():
    here = held()
    absent = given.pupil_on(here.visit)
    for place, kind in ((here.place, MarkKind.LATE), (absent, MarkKind.ABSENT)):
        facts = {"at": clock.now(), "taken_at": clock.now(), "by": here.teacher, "client_id": uuid4()}
        Mark.objects.create(attendee=place, kind=kind, **facts)

    assert [row.pk for row in selectors.earned_by(here.visit)] == [here.place.pk]
