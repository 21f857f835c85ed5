"""The signed paper: its kind by its bytes, kept out of reach, worth something by the word of two."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.errors import Conflict, Invalid, NotFound, Refused
from people import paper_files, rules
from people.enums import ConsentPurpose, Role
from people.models import Consent, ConsentPaper, Notice, RecordRead
from people.selectors import gates
from people.services import consent_papers
from tests import make
from tests.people import papers
from tests.races import race

pytestmark = pytest.mark.django_db
ACCOUNT, MEDIA = ConsentPurpose.ACCOUNT, ConsentPurpose.MEDIA
JPEG = b"\xff\xd8\xff\xe0" + b"x" * 40 + b"\xff\xd9"


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def clerk(school):
    return make.adviser(school)


@pytest.fixture
def second(school):
    return make.adult(school, Role.SCHOOL_ADMIN)


@pytest.fixture
def pupil(school):
    return make.pupil(school, consents=())


@pytest.fixture
def guardianship(pupil):
    return make.guardianship(pupil)


def upload(guardianship, by, file=None, answers=None):
    return consent_papers.upload(
        guardianship=guardianship, file=file or papers.pdf(), answers=answers or {ACCOUNT: True, MEDIA: False}, by=by
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (papers.PDF, "application/pdf"),
        (papers.PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (b"", None),
        (b"%PDF-1.4 cut off", None),
        (papers.PNG[:20], None),
        (JPEG[:20], None),
        (b"<html><script>alert(1)</script>%PDF-1.4 %%EOF", None),
        (b"GIF89a" + b"x" * 50, None),
        (b"PK\x03\x04" + b"x" * 50, None),
    ],
)
def test_the_kind_is_told_by_the_bytes(data, kind):
    assert paper_files.kind_of(data) == kind


def test_a_paper_counts_when_a_second_person_confirms_it(guardianship, pupil, clerk, second):
    paper = upload(guardianship, clerk)
    assert not gates.active_pupils().exists()

    done = consent_papers.confirm(paper=paper, by=second)

    given = Consent.objects.get()
    assert (done.given, done.refused) == ([ACCOUNT], [MEDIA])
    assert (given.way, given.paper, given.taken_by, given.confirmed_by) == ("paper", paper, clerk, second)
    assert list(gates.active_pupils()) == [pupil]


def test_whoever_brought_it_in_cannot_confirm_it(guardianship, clerk):
    paper = upload(guardianship, clerk)

    with pytest.raises(Refused):
        consent_papers.confirm(paper=paper, by=clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentPaper.objects.update(decided_by=clerk, decided_at=clock.now(), is_right=True)
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    "who",
    [
        lambda school: make.adult(school, Role.TEACHER),
        lambda school: make.adviser(),
        lambda school: make.officer(),
        lambda school: make.mentor(),
        lambda school: make.pupil(school),
    ],
    ids=["teacher", "other school", "Department", "mentor", "pupil"],
)
def test_nobody_else_brings_in_confirms_or_opens(guardianship, school, clerk, who):
    paper, stranger = upload(guardianship, clerk), who(school)

    with pytest.raises(Refused):
        upload(guardianship, stranger, papers.pdf(extra=b"% 2\n"))
    with pytest.raises(Refused):
        consent_papers.confirm(paper=paper, by=stranger)
    with pytest.raises(NotFound):
        consent_papers.open_for(viewer=stranger, pk=paper.pk)


def test_a_paper_that_is_not_right_counts_nothing(guardianship, clerk, second):
    paper = consent_papers.turn_down(paper=upload(guardianship, clerk), note="Chữ ký khác", by=second)

    assert (paper.is_right, paper.note, Consent.objects.count()) == (False, "Chữ ký khác", 0)
    with pytest.raises(Conflict):
        consent_papers.confirm(paper=paper, by=second)


def test_the_same_paper_waits_once(guardianship, clerk):
    upload(guardianship, clerk)
    with pytest.raises(Conflict):
        upload(guardianship, clerk)
    assert ConsentPaper.objects.count() == 1


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("phieu.pdf", b"MZ not a paper"),
        SimpleUploadedFile("phieu.png", b"<svg onload=alert(1)>"),
        SimpleUploadedFile("phieu.pdf", b"%PDF-1.4" + b"x" * rules.PAPER_BYTES + b"%%EOF"),
    ],
    ids=["program", "picture of text", "too large"],
)
def test_what_is_no_paper_is_refused_and_nothing_is_kept(guardianship, clerk, file):
    before = sorted(Path(settings.PAPERS_ROOT).rglob("*.*"))
    with pytest.raises(Invalid) as refusal:
        upload(guardianship, clerk, file)

    assert set(refusal.value.errors) == {"file"}
    assert not ConsentPaper.objects.exists()
    assert sorted(Path(settings.PAPERS_ROOT).rglob("*.*")) == before


def test_the_file_lies_where_no_address_leads_under_a_name_of_our_own(guardianship, clerk):
    paper = upload(guardianship, clerk, papers.pdf("../../con-cua-toi.pdf"))

    place = Path(paper.file.path)
    assert place.is_relative_to(settings.PAPERS_ROOT)
    assert not place.is_relative_to(settings.MEDIA_ROOT)
    assert "con-cua-toi" not in paper.file.name
    assert place.stat().st_mode & 0o077 == 0
    with pytest.raises(ValueError, match="not accessible via a URL"):
        _ = paper.file.url


def test_it_is_handed_out_as_a_download_and_the_read_is_noted(client, guardianship, pupil, clerk, second):
    paper = upload(guardianship, clerk)
    client.force_login(second)

    answer = client.get(reverse("consent_paper_file", args=[paper.pk]))

    assert answer.content == papers.PDF
    assert answer.headers["Content-Disposition"] == f'attachment; filename="phieu-{paper.pk}.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert set(RecordRead.objects.values_list("reader", "pupil", "what")) == {(second.pk, pupil.pk, "consent_paper")}


def test_the_others_in_charge_hear_of_it(guardianship, clerk, second):
    upload(guardianship, clerk)

    assert list(Notice.objects.values_list("recipient", "kind")) == [(second.pk, "paper_waits")]


def test_the_pages_bring_in_confirm_and_say_who_may(client, guardianship, pupil, clerk, second):
    client.force_login(clerk)
    body = {"file": papers.pdf(), "account": "yes", "media": "no"}
    page = client.post(reverse("paper_upload", args=[guardianship.pk]), body, follow=True).content.decode()
    paper = ConsentPaper.objects.get()
    assert "chờ người thứ hai" in page
    assert "Cần một thầy cô khác xác nhận" in client.get(reverse("consent_paper", args=[paper.pk])).content.decode()
    assert client.post(reverse("consent_paper_confirm", args=[paper.pk])).status_code == 403

    client.force_login(second)
    assert f"Giấy số {paper.pk}" in client.get(reverse("consent_papers")).content.decode()
    page = client.post(reverse("consent_paper_confirm", args=[paper.pk]), follow=True).content.decode()

    assert "có giá trị" in page
    assert list(gates.active_pupils()) == [pupil]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_who_confirm_at_once_one_does():
    school = make.school()
    clerk, seconds = make.adviser(school), [make.adviser(school), make.adviser(school)]
    paper = upload(make.guardianship(make.pupil(school, consents=())), clerk)

    outcomes = race(
        2, lambda index: consent_papers.confirm(paper=ConsentPaper.objects.get(pk=paper.pk), by=seconds[index])
    )

    assert sorted(isinstance(outcome, Conflict) for outcome in outcomes) == [False, True]
    assert Consent.objects.filter(withdrawn_at=None).count() == 1
