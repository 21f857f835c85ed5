"""The protocol as a browser meets it, on a real server."""

import json
from typing import Any
from uuid import uuid4

import pytest
from websockets.exceptions import InvalidStatus

from messaging import rules
from messaging.models import Message, Reading
from tests import make
from tests.messaging.live.sockets import Server, Tab, wait_until
from tests.messaging.talk import Talk, say, talk

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_hello_says_where_each_conversation_stands_and_new_messages_come(server: Server, here: Talk) -> None:
    with Tab(server, here.pupil) as pupil, Tab(server, here.adviser) as adviser:
        welcome = pupil.hello()
        assert welcome == {"t": "welcome", "heads": {str(here.pk): [1, 0]}, "unread": {str(here.pk): 0}, "re": 1}
        adviser.hello()
        ack = adviser.ask("send", c=here.pk, client=str(uuid4()), body="Chào **các em**")

        assert (ack["t"], ack["state"], ack["seq"]) == ("ack", "delivered", 2)
        heard = pupil.message(2)
        assert (heard["html"], heard["by"], heard["client"]) == (
            "<p>Chào <strong>các em</strong></p>",
            here.adviser.pk,
            ack["client"],
        )


def test_what_is_acknowledged_is_committed(server: Server, here: Talk) -> None:
    with Tab(server, here.pupil) as pupil:
        pupil.hello()
        ack = pupil.ask("send", c=here.pk, client=str(uuid4()), body="Chào cô")
    assert Message.objects.get(pk=ack["id"]).body == "Chào cô"


def test_sent_again_it_is_the_same_message(server: Server, here: Talk) -> None:
    client = str(uuid4())
    with Tab(server, here.pupil) as pupil:
        pupil.hello()
        first, again = (pupil.ask("send", c=here.pk, client=client, body="Chào cô") for _ in range(2))
    assert first["id"] == again["id"]
    assert Message.objects.filter(author=here.pupil).count() == 1


def test_who_writes_several_at_once_waits_for_none_of_them_and_their_order_stays(server: Server, here: Talk) -> None:
    clients = [str(uuid4()) for _ in range(rules.PACE)]
    with Tab(server, here.pupil) as pupil:
        pupil.hello()
        marks = [pupil.say("send", c=here.pk, client=client, body="Chào cô") for client in clients]
        acks = {mark: pupil.until(lambda frame, mark=mark: frame.get("re") == mark) for mark in marks}  # type: ignore[misc]
        pupil.message(rules.PACE + 1)
        heard = [frame["client"] for frame in pupil.got if frame["t"] == "message"]

    assert [(acks[mark]["client"], acks[mark]["seq"]) for mark in marks] == list(
        zip(clients, range(2, 22), strict=True)
    )
    assert heard == clients


def test_who_comes_back_gets_what_was_missed_in_order(server: Server, here: Talk) -> None:
    for number in range(5):
        say(here.pk, here.adviser, f"Tin {number}")
    with Tab(server, here.pupil) as pupil:
        pupil.hello(have={str(here.pk): [3, 0]})
        pupil.message(6)
    assert pupil.messages() == [4, 5, 6]


def test_a_message_sent_by_another_process_arrives(server: Server, here: Talk) -> None:
    with Tab(server, here.pupil) as pupil:
        pupil.hello()
        say(here.pk, here.adviser, "Từ trang khác")
        assert pupil.message(2, within=2.5)["html"] == "<p>Từ trang khác</p>"


def test_a_conversation_opened_later_can_be_followed(server: Server, here: Talk) -> None:
    with Tab(server, here.pupil) as pupil:
        answer = pupil.ask("follow", c=here.pk, have=[0, 0])
        assert answer["t"] == "follows"
        assert {member["id"]: member["name"] for member in answer["members"]} == {
            here.pupil.pk: here.pupil.given_name,
            here.adviser.pk: here.adviser.full_name,
            here.mentor.pk: here.mentor.full_name,
        }
        assert pupil.message(1)["note"] == "opened"


def test_reading_is_kept_and_told_but_of_pupils_not_to_outside_adults(server: Server, here: Talk) -> None:
    with Tab(server, here.pupil) as pupil, Tab(server, here.adviser) as adviser, Tab(server, here.mentor) as mentor:
        for tab in (pupil, adviser, mentor):
            tab.hello()
        assert pupil.ask("read", c=here.pk, seq=99) == {"t": "read", "c": here.pk, "seq": 1, "re": 2}
        adviser.until(lambda frame: frame == {"t": "read", "c": here.pk, "by": here.pupil.pk, "seq": 1})
        assert adviser.ask("read", c=here.pk, seq=1)["seq"] == 1
        mentor.until(lambda frame: frame == {"t": "read", "c": here.pk, "by": here.adviser.pk, "seq": 1})

        assert [frame for frame in mentor.got if frame.get("by") == here.pupil.pk] == []
    assert Reading.objects.get(user=here.pupil).seq == 1


def test_typing_of_pupils_is_nothing_for_outside_adults(server: Server, here: Talk) -> None:
    with Tab(server, here.pupil) as pupil, Tab(server, here.adviser) as adviser, Tab(server, here.mentor) as mentor:
        for tab in (pupil, adviser, mentor):
            tab.hello()
        pupil.say("typing", c=here.pk)
        assert adviser.kind("typing") == {"t": "typing", "c": here.pk, "by": here.pupil.pk}
        adviser.say("here", c=here.pk)
        mentor.kind("here")

        assert [frame for frame in mentor.got if frame["t"] == "typing"] == []


def test_a_reaction_is_a_change_of_its_message(server: Server, here: Talk) -> None:
    say(here.pk, here.adviser, "Hôm nay thử mẫu nhé")
    with Tab(server, here.pupil) as pupil, Tab(server, here.adviser) as adviser:
        pupil.hello()
        adviser.hello()
        ack = pupil.ask("react", c=here.pk, seq=2, emoji="👍", on=True)

        assert ack == {"t": "ack", "c": here.pk, "seq": 2, "change": 1, "re": 2}
        assert adviser.kind("change")["reactions"] == {"👍": [here.pupil.pk]}


def test_what_waits_is_told_to_its_author_and_to_the_adviser_alone(server: Server, here: Talk) -> None:
    with Tab(server, here.pupil) as pupil, Tab(server, here.adviser) as adviser, Tab(server, here.mentor) as mentor:
        for tab in (pupil, adviser, mentor):
            tab.hello()
        ack = mentor.ask("send", c=here.pk, client=str(uuid4()), body="Chào các em")
        assert (ack["state"], ack["seq"]) == ("held", None)
        adviser.kind("queue")
        mentor.kind("waiting")
        adviser.ask("send", c=here.pk, client=str(uuid4()), body="Chào")
        pupil.message(2)

        assert [frame["t"] for frame in pupil.got if frame["t"] not in {"welcome", "beat"}] == ["message"]


def test_the_twenty_first_message_in_ten_seconds_waits_in_the_browser(server: Server, here: Talk) -> None:
    with Tab(server, here.pupil) as pupil:
        pupil.hello()
        answers = [
            pupil.ask("send", c=here.pk, client=str(uuid4()), body=f"Tin {number}") for number in range(rules.PACE + 1)
        ]
    assert [answer["t"] for answer in answers] == ["ack"] * rules.PACE + ["no"]
    assert (answers[-1]["status"], "nhanh quá" in answers[-1]["why"]) == (429, True)


def test_a_frame_too_large_ends_the_socket_with_a_sentence(server: Server, here: Talk) -> None:
    with Tab(server, here.pupil) as pupil:
        pupil.hello()
        pupil.send(json.dumps({"t": "send", "body": "ạ" * rules.LONGEST_FRAME}, ensure_ascii=False)[:30_000])
        assert pupil.closed() == 1009
    assert pupil.got[-1]["why"] == "Gói tin quá lớn. Hãy chia nhỏ tin nhắn."


def test_a_frame_beyond_all_measure_never_reaches_us(server: Server, here: Talk) -> None:
    with Tab(server, here.pupil) as pupil:
        pupil.hello()
        pupil.send("x" * 200_000)
        assert pupil.closed() == 1009


def test_the_sixth_tab_is_told_so_and_there_is_room_when_one_is_closed(server: Server, here: Talk) -> None:
    tabs = [Tab(server, here.adviser) for _ in range(rules.SOCKETS_A_PERSON)]
    for tab in tabs:
        tab.hello()
    with Tab(server, here.adviser) as sixth:
        assert sixth.closed() == 4429
        assert sixth.got == [
            {
                "t": "bye",
                "code": 4429,
                "why": "Bạn đang mở quá nhiều cửa sổ. Đóng bớt rồi tải lại trang này.",
            }
        ]
    with tabs.pop():
        pass
    with Tab(server, here.adviser) as another:
        assert another.hello()["t"] == "welcome"
    for tab in tabs:
        with tab:
            assert tab.ask("read", c=here.pk, seq=1)["t"] == "read"


def test_who_is_not_logged_in_is_told_so(server: Server, here: Talk) -> None:
    for cookie in ("", "sessionid=khong-co-phien-nay"):
        with Tab(server, None, cookie=cookie) as tab:
            assert tab.closed() == 4401
        assert tab.got == [{"t": "bye", "code": 4401, "why": "Phiên đăng nhập đã hết. Hãy đăng nhập lại."}]


def test_who_lacks_a_step_reads_which(server: Server, here: Talk) -> None:
    unconsented = make.pupil(consents=())
    with Tab(server, unconsented) as tab:
        assert tab.closed() == 4401
    assert "Phụ huynh của em chưa đồng ý" in tab.got[0]["why"]


@pytest.mark.parametrize("origin", ["https://example.com", "http://localhost.example.com", "null"])
def test_a_page_of_another_site_cannot_speak_with_a_reader_s_cookie(server: Server, here: Talk, origin: str) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        Tab(server, here.pupil, origin=origin)


WRONG: list[Any] = [None, True, -1, 1.5, 2**31, "1", "", [], {}, [1], {"a": 1}, "\ud800", "\x00"]
NEEDED = {
    "hello": {
        "have": [[1], "x", 5, {"a": [0, 0]}, {"1": [0]}, {"1": ["0", 0]}, {"1": 5}, {"-1": [0, 0]}, {"²": [0, 0]}]
    },
    "follow": {"c": WRONG, "have": ["x", 5, [0], [0, "0"], {"1": 1}]},
    "send": {
        "c": WRONG,
        "client": [None, 1, "", "x", [], {}],
        "body": [5, [], {}, None, "\ud800", "a\x00b", "", "a" * 4001],
        "reply": [True, -1, "1", [], {}, 2**31, 99],
        "files": [5, "x", {}, ["1"], [True], [99], [1, 2, 3, 4, 5, 6]],
    },
    "read": {"c": WRONG, "seq": WRONG},
    "react": {"c": WRONG, "seq": WRONG, "emoji": [5, None, [], "💋", "", "\ud800"]},
    "typing": {"c": WRONG},
    "here": {"c": WRONG},
}  # fmt: skip


def test_wrong_types_of_every_action_are_answered_in_a_sentence(server: Server, here: Talk) -> None:
    from messaging.consumers import ACTIONS

    assert set(NEEDED) == set(ACTIONS)
    right = {"c": here.pk, "client": str(uuid4()), "body": "Chào", "seq": 1, "emoji": "👍"}
    odd = []
    with Tab(server, here.pupil) as pupil:
        pupil.hello()
        for action, names in NEEDED.items():
            for name, values in names.items():
                for value in values:
                    answer = pupil.ask(action, **{**right, name: value})
                    if answer["t"] != "no" or answer["status"] not in {404, 422} or len(answer["why"]) < 10:
                        odd.append((action, name, value, answer))
        assert pupil.ask("read", c=here.pk, seq=1)["t"] == "read"
    assert odd == []
    assert Message.objects.filter(author=here.pupil).count() == 0


GARBAGE = ["", "{", "[]", "5", "null", '"t"', "{}", '{"t": null}', '{"t": []}', '{"t": {}}', '{"t": "nothing"}',
           "[" * 60_000, '{"t": ' + "9" * 5000 + "}", '{"t": NaN}', '{"t":"send","re":{"a":[]}}', "\u0000"]  # fmt: skip


def test_what_nobody_understands_is_answered_in_a_sentence(server: Server, here: Talk) -> None:
    with Tab(server, here.pupil) as pupil:
        pupil.hello()
        for number, text in enumerate(GARBAGE, 1):
            pupil.send(text)
            wait_until(
                lambda count=number: pupil.until(lambda _frame: len(_answers(pupil)) >= count)  # type: ignore[misc]
            )
    assert [(answer["status"], answer["re"]) for answer in _answers(pupil)] == [(422, None)] * len(GARBAGE)


def test_bytes_are_no_text(server: Server, here: Talk) -> None:
    with Tab(server, here.pupil) as pupil:
        pupil.hello()
        pupil.send(b"\xff\x00")
        assert pupil.closed() == 1009


def test_answers_speak_the_reader_s_language(server: Server, here: Talk) -> None:
    here.adviser.language = "en"
    here.adviser.save()
    with Tab(server, here.adviser) as adviser, Tab(server, here.pupil) as pupil:
        for tab in (adviser, pupil):
            tab.hello()
        english, vietnamese = (
            tab.ask("send", c=here.pk, client=str(uuid4()), body="")["why"] for tab in (adviser, pupil)
        )
    assert vietnamese == "Tin nhắn đang trống. Viết vài chữ hoặc đính kèm một tệp."
    assert english == "The message is empty. Write a few words or attach a file."


def test_the_same_number_in_another_conversation_is_not_taken_for_sent(server: Server, here: Talk) -> None:
    other = talk()
    other.engagement.proposal.idea.club.adviser = here.adviser
    client = uuid4()
    say(here.pk, here.adviser, "Chào", client)
    with Tab(server, here.adviser) as adviser:
        adviser.hello()
        answer = adviser.ask("send", c=other.pk, client=str(client), body="Chào")
    assert (answer["t"], answer["status"]) == ("no", 409)


def _answers(tab: Tab) -> list[dict[str, Any]]:
    return [frame for frame in tab.got if frame["t"] == "no"]
