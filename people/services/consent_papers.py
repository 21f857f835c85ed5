"""The signed paper: one of the staff brings it in, a second one reads it, and only then it counts."""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import tidy
from people import consent_texts, paper_files, rules
from people.enums import ConsentPurpose, ConsentWay, RecordPart
from people.models import ConsentPaper, Guardianship, User
from people.notice_kinds import PAPER_WAITS
from people.permissions import pupils as permissions
from people.selectors import guardians, pupil_papers
from people.services import consents, notices, read_log
from people.services.consents import Recorded, Source


@signed
@transaction.atomic
def upload(
    *,
    guardianship: Guardianship,
    file: "UploadedFile[Any]",
    answers: Mapping[ConsentPurpose, bool],
    version: str = rules.CONSENT_TEXT,
    by: User,
) -> ConsentPaper:
    """`version`: of the words that stand on the paper."""
    permissions.check_can_keep_papers_of(by, guardianship.pupil)
    User.objects.select_for_update(no_key=True).get(pk=guardianship.pupil_id)
    if not Guardianship.objects.filter(guardians.stands(), pk=guardianship.pk).exists():
        raise Conflict(_("Người này không còn là người giám hộ của em."))
    if not answers:
        raise Invalid(_("Hãy ghi lại ít nhất một ô phụ huynh đã đánh dấu trên giấy."))
    data, kind = _read(file)
    row = ConsentPaper(
        guardianship=guardianship,
        content_type=kind,
        sha256=hashlib.sha256(data).hexdigest(),
        answers={str(purpose.value): agreed for purpose, agreed in answers.items()},
        text_version=version,
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    if ConsentPaper.objects.filter(guardianship=guardianship, sha256=row.sha256, is_right=None).exists():
        raise Conflict(_("Giấy này đã tải lên rồi, đang chờ người thứ hai xem."))
    row.file.save(f"{secrets.token_hex(16)}.{paper_files.ENDINGS[kind]}", ContentFile(data), save=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.file.delete(save=False)
        raise Conflict(_("Giấy này đã tải lên rồi, đang chờ người thứ hai xem.")) from None
    path = reverse("consent_paper", args=[row.pk])
    others = pupil_papers.in_charge_of(guardianship.pupil).exclude(user=by)
    notices.send(to=others.values_list("user", flat=True), kind=PAPER_WAITS, path=path, key=f"paper-waits:{row.pk}")
    return row


@signed
@transaction.atomic
def confirm(*, paper: ConsentPaper, by: User) -> Recorded:
    """The second person has read the paper and stands for what it says."""
    paper = _locked(paper)
    permissions.check_can_second(by, paper.guardianship.pupil, paper.uploaded_by)
    _check_waits(paper)
    paper.decided_by, paper.decided_at, paper.is_right = by, clock.now(), True
    paper.save()
    source = Source(
        way=ConsentWay.PAPER,
        evidence=_("Giấy có chữ ký số %(number)s.") % {"number": paper.pk},
        text_version=paper.text_version,
        paper=paper,
        taken_by=paper.uploaded_by,
        confirmed_by=by,
    )
    answers = {ConsentPurpose(purpose): bool(agreed) for purpose, agreed in paper.answers.items()}
    return consents.record(guardianship=paper.guardianship, answers=answers, source=source)


@signed
@transaction.atomic
def turn_down(*, paper: ConsentPaper, note: str, by: User) -> ConsentPaper:
    """The paper does not say what was typed, or is no such paper. Whoever brought it in may take it back, too."""
    paper = _locked(paper)
    permissions.check_can_keep_papers_of(by, paper.guardianship.pupil)
    _check_waits(paper)
    note = tidy(note).strip()
    if not note:
        raise Invalid(_("Hãy ghi chỗ nào chưa đúng."), field="note")
    if len(note) > 300:
        raise Invalid(_("Xin viết ngắn hơn, tối đa 300 chữ cái."), field="note")
    paper.decided_by, paper.decided_at, paper.is_right, paper.note = by, clock.now(), False, note
    paper.save()
    return paper


def noted(*, paper: ConsentPaper, viewer: User) -> list[tuple[str, bool]]:
    """What was typed from the paper, purpose by purpose, for somebody who looks at it; the look is noted."""
    read_log.record(reader=viewer, pupils=[paper.guardianship.pupil_id], what=RecordPart.CONSENT_PAPER)
    text = consent_texts.of(paper.text_version, get_language() or "vi")
    return [
        (text.purposes[purpose].title, bool(paper.answers[purpose]))
        for purpose in ConsentPurpose
        if purpose in paper.answers
    ]


def open_for(*, viewer: User, pk: int) -> tuple[ConsentPaper, bytes]:
    """The file itself, for those who keep this pupil's papers; the read is noted."""
    paper = pupil_papers.get_paper_for(viewer, pk)
    read_log.record(reader=viewer, pupils=[paper.guardianship.pupil_id], what=RecordPart.CONSENT_PAPER)
    with paper.file.open("rb") as file:
        return paper, file.read()


def _read(file: "UploadedFile[Any]") -> tuple[bytes, str]:
    if file.size is None or file.size > rules.PAPER_BYTES:
        raise Invalid(_("Tệp lớn hơn 10 MB. Xin chụp lại nhỏ hơn."), field="file")
    data = file.read()
    kind = paper_files.kind_of(data)
    clean = paper_files.redrawn(data, kind) if kind else None
    if kind is None or clean is None:
        raise Invalid(_("Tệp này không phải ảnh JPEG, PNG hay tệp PDF còn nguyên."), field="file")
    return clean, kind


def _check_waits(paper: ConsentPaper) -> None:
    if paper.is_right is not None:
        raise Conflict(_("Giấy này đã có người xem và quyết định rồi."))


def _locked(paper: ConsentPaper) -> ConsentPaper:
    """The pupil's row first, as everywhere in a pupil's papers."""
    User.objects.select_for_update(no_key=True).get(pk=paper.guardianship.pupil_id)
    related = ("guardianship__pupil", "uploaded_by")
    return ConsentPaper.objects.select_for_update(of=("self",)).select_related(*related).get(pk=paper.pk)
