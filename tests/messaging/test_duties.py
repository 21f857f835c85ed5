"""What conversations owe: reports that seal them, pauses, copies of one's data, forgetting, guardians' overview."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from core import clock
from core.errors import Conflict
from messaging import tasks
from messaging.models import Attachment, Message, Reading
from messaging.selectors import conversations as selectors
from messaging.services import attachments, conversations, readings, reviews
from people import events, personal_data
from people.enums import ConcernWorry, OrganisationStatus, Role
from people.models import Concern, Consent, RecordRead, SealedCopy, User
from people.selectors.guardian_overview import Section
from people.services import concern_protection, concern_work, concerns, erasure, subjects
from people.services.concerns import Report
from tests import make
from tests.messaging.talk import Talk, known, say
from tests.people import papers


def report(there: Talk, by: User, conversation: int | None = None) -> Concern:
    token = subjects.reference_for(kind="conversation", pk=conversation or there.pk, by=by)
    subject = subjects.behind(token, by)
    return concerns.report(report=Report(ConcernWorry.BEHAVIOUR, text="Lạ quá ạ", subject=subject), by=by)


def lead_of(there: Talk) -> User:
    return make.adult(there.engagement.proposal.idea.club.school, Role.SCHOOL_ADMIN)


def sealed() -> dict[str, Any]:
    return json.loads(SealedCopy.objects.get().content)["subject"]["shown"]


def test_a_report_seals_what_was_said_also_what_is_hidden_or_waits(there: Talk):
    lead_of(there)
    said = say(there.pk, there.pupil, "Câu thường")
    reviews.hide(message=say(there.pk, there.pupil, "Câu đã ẩn").pk, reason="Chưa hợp", by=there.adviser)
    held = say(there.pk, there.mentor, "Câu đang chờ 0912")
    reviews.allow_edited(message=say(there.pk, there.mentor, "Câu gốc").pk, body="Câu đã sửa", by=there.adviser)

    case = report(there, there.pupil)

    shown = sealed()
    lines = {line["text"]: line for line in shown["messages"]}
    assert list(lines) == ["", said.body, "Câu đã ẩn", held.body, "Câu đã sửa"]
    assert (lines["Câu đã ẩn"]["hidden"], lines[held.body]["state"]) == (True, "held")
    assert lines["Câu đã sửa"]["before_edit"] == "Câu gốc"
    assert {one["side"]: one["name"] for one in shown["people"]} == {
        "pupil": there.pupil.full_name,
        "adviser": there.adviser.full_name,
        "outside": there.mentor.full_name,
    }
    assert [user.pk for user in case.named.all()] == [there.mentor.pk]
    assert (case.school_id, case.desk) == (there.engagement.proposal.idea.club.school_id, "school")


def test_only_the_last_fifty_are_sealed(there: Talk):
    for number in range(60):
        Message.objects.create(
            conversation=there.conversation,
            kind="note",
            note="opened",
            seq=number + 2,
            written_at=clock.now() + dt.timedelta(seconds=number),
            delivered_at=clock.now(),
        )
    report(there, there.pupil)
    assert len(sealed()["messages"]) == 50


def test_who_is_not_in_it_has_no_reference_to_it(there: Talk):
    for stranger in (make.adviser(), make.mentor(), make.pupil(), make.officer()):
        api = APIClient()
        api.force_authenticate(stranger)
        answer = api.post("/api/v1/concerns/references/", {"kind": "conversation", "id": there.pk})
        assert answer.status_code == 404


def test_a_pause_of_the_engagement_stops_what_is_said_in_it_and_says_so(
    there: Talk, django_capture_on_commit_callbacks
):
    lead, case = lead_of(there), report(there, there.pupil)
    concern_work.look(concern=case, by=lead)
    target = f"engagement-{there.engagement.pk}"
    assert [row.key for row in concern_protection.holdables_of(concern=case, by=lead)] == [target]

    with django_capture_on_commit_callbacks(execute=True):
        concern_protection.hold(concern=case, target=target, by=lead)
    with pytest.raises(Conflict, match="tạm nghỉ"):
        say(there.pk, there.pupil)
    assert there.conversation.messages.last().details == ["pause"]


def test_a_team_s_conversation_is_paused_and_let_go_on_by_itself(there: Talk, django_capture_on_commit_callbacks):
    team = conversations.open_about(kind="team", subject=there.engagement.proposal.idea_id, by=there.pupil)
    lead, case = lead_of(there), report(there, there.pupil, team.pk)
    concern_work.look(concern=case, by=lead)
    target = f"conversation-{team.pk}"

    with django_capture_on_commit_callbacks(execute=True):
        concern_protection.hold(concern=case, target=target, by=lead)
    with pytest.raises(Conflict, match="tạm nghỉ"):
        say(team.pk, there.pupil)
    assert say(there.pk, there.pupil).state == "delivered"

    with django_capture_on_commit_callbacks(execute=True):
        concern_protection.release(concern=case, target=target, by=lead)
    assert say(team.pk, there.pupil).state == "delivered"
    assert list(team.messages.order_by("seq").values_list("note", flat=True)) == ["opened", "frozen", "thawed", ""]


def own(person: User, code: str) -> str:
    return json.dumps(personal_data.HOLDINGS[code].read(person), default=str, ensure_ascii=False)


def test_a_copy_of_one_s_data_holds_the_own_words_and_nobody_else_s(there: Talk):
    cache.clear()
    say(there.pk, there.pupil, "Lời của em")
    say(there.pk, there.adviser, "Lời của cô")
    blocked = say(there.pk, there.mentor, "Lời bị giữ")
    reviews.block(message=blocked.pk, reason="Chưa hợp", by=there.adviser)
    attachments.upload(conversation=there.pk, file=papers.pdf("ban-ve.pdf"), by=there.pupil)

    assert "Lời của em" in own(there.pupil, "messages")
    assert "Lời của cô" not in own(there.pupil, "messages")
    assert "Chưa hợp" in own(there.mentor, "messages")
    assert "ban-ve.pdf" in own(there.pupil, "message_files")
    assert "Chưa hợp" in own(there.adviser, "message_reviews")
    assert "Lời bị giữ" not in own(there.adviser, "message_reviews")
    everything = "".join(own(there.pupil, code) for code in personal_data.HOLDINGS if code.startswith("message"))
    assert there.mentor.full_name not in everything


def test_erasure_takes_the_words_and_leaves_the_places(there: Talk, django_capture_on_commit_callbacks):
    cache.clear()
    known(there)
    file = attachments.upload(conversation=there.pk, file=papers.pdf(), by=there.mentor)
    waiting = say(there.pk, there.mentor, "Lời đang chờ", attachments=[file.pk])
    said = say(there.pk, there.mentor, "Phần anh viết hôm nay")
    answer = say(there.pk, there.pupil, f"Em cảm ơn {there.mentor.full_name} ạ", reply_to=said.seq)
    readings.read(conversation=there.pk, seq=3, by=there.mentor)
    head, storage = said.seq, file.file.storage

    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(subject=there.mentor, by=make.officer())

    said.refresh_from_db()
    assert (said.body, said.search_text, said.seq, said.hidden_at is not None) == ("", "", head, True)
    answer.refresh_from_db()
    assert answer.body == "Em cảm ơn Người đã xóa dữ liệu ạ"
    assert not Message.objects.filter(pk=waiting.pk).exists()
    assert not Attachment.objects.exists()
    assert not storage.exists(file.file.name)
    assert not Reading.objects.filter(user=there.mentor).exists()
    places = there.conversation.messages.exclude(seq=None).order_by("seq").values_list("seq", flat=True)
    there.conversation.refresh_from_db()
    assert list(places) == list(range(1, there.conversation.head_seq + 1))


def test_what_was_sealed_outlives_the_erasure(there: Talk):
    lead_of(there)
    say(there.pk, there.pupil, "Lời đã niêm phong")
    report(there, there.pupil)
    erasure.erase(subject=there.pupil, by=lead_of(there))

    assert "Lời đã niêm phong" in str(SealedCopy.objects.get().content)
    assert "Lời đã niêm phong" not in str(list(Message.objects.values_list("body", "search_text")))


def test_the_name_of_a_pupil_who_left_goes_out_of_the_words(there: Talk):
    name = "Trần Thị Hiếm"
    User.objects.filter(pk=there.pupil.pk).update(full_name=name)
    said = say(there.pk, there.adviser, f"{name} nộp bài nhé, tran thi hiem ơi")
    elsewhere = conversations.open_about(
        kind="engagement", subject=(other := make.engagement()).pk, by=other.proposal.idea.club.adviser
    )
    kept = say(elsewhere.pk, other.proposal.idea.club.adviser, f"{name} trùng tên")

    events.pupil_pseudonymised.publish(there.pupil.pk, name, "Cựu học sinh 7")

    said.refresh_from_db()
    kept.refresh_from_db()
    assert said.body == "Cựu học sinh 7 nộp bài nhé, cuu hoc sinh 7 ơi"
    assert "hiem" not in said.search_text
    assert kept.body == f"{name} trùng tên"


def overview(pupil: User) -> Section:
    sections: list[Section] = []
    events.child_overview_asked.publish(pupil.pk, sections)
    return next(section for section in sections if section.icon == "messages")


def test_a_guardian_sees_with_whom_and_how_much_and_no_words(there: Talk):
    say(there.pk, there.pupil, "Lời của cháu")
    say(there.pk, there.adviser, "Lời của cô")
    say(there.pk, there.mentor, "Lời còn chờ")
    Consent.objects.all().update(withdrawn_at=clock.now())

    section = overview(there.pupil)

    home = there.engagement.proposal.post.organisation.name
    assert [(line.title, line.text) for line in section.lines] == [
        (f"{there.mentor.full_name} · {home}", "2 tin nhắn, tin cuối hôm nay")
    ]
    assert overview(make.pupil()).lines == []


def test_the_preview_of_a_suspension_counts_what_would_stop(there: Talk):
    for organisation in (there.engagement.proposal.post.organisation_id, there.engagement.proposal.idea.club.school_id):
        touched: list[events.Touched] = []
        events.suspension_weighed.publish(organisation, touched)
        assert [(row.count, row.names) for row in touched if row.what == "cuộc trò chuyện"] == [(1, ())]


def test_suspending_the_organisation_freezes_what_is_said(there: Talk):
    home = there.engagement.proposal.post.organisation
    home.status = OrganisationStatus.SUSPENDED
    home.save()
    tasks.settle_all()

    assert selectors.standing_of(there.conversation).obstacles == ("outside",)
    assert there.conversation.messages.order_by("seq").last().note == "frozen"


def test_an_adult_who_opens_a_conversation_is_noted_and_a_pupil_is_not(there: Talk):
    for reader in (there.mentor, there.adviser, there.pupil):
        api = APIClient()
        api.force_authenticate(reader)
        for part in ("", "messages/"):
            assert api.get(f"/api/v1/conversations/{there.pk}/{part}").status_code == 200

    assert sorted(RecordRead.objects.values_list("reader", "pupil", "what")) == sorted(
        (reader.pk, there.pupil.pk, "conversation") for reader in (there.mentor, there.adviser)
    )


def test_the_guardian_reads_where_it_was(there: Talk):
    from people.selectors.guardian_overview import WHERE

    assert str(WHERE["conversation"]) == "ở cuộc trò chuyện của nhóm"
