import unicodedata

import pytest

from messaging.detector import Finding, Kind, examine, mark


def shown(text: str) -> list[tuple[str, str]]:
    return [(finding.kind.value, finding.words) for finding in examine(text)]


def test_a_finding_names_its_kind_and_place_in_the_text_as_written() -> None:
    text = "Số anh: 0900\u200b.000.123 nhé"
    assert examine(text) == [Finding(Kind.PHONE, 8, 21, "0900\u200b.000.123", "telephone number")]


def test_places_hold_in_decomposed_text() -> None:
    text = unicodedata.normalize("NFD", "Chào em, đừng kể với ai nhé")
    assert [unicodedata.normalize("NFC", words) for _, words in shown(text)] == ["đừng kể với ai"]


def test_an_empty_message_has_nothing() -> None:
    assert (examine(""), examine(" \n\t"), examine("👍🏽"), mark("", [])) == ([], [], [], [])


def test_a_marked_text_is_cut_into_pieces_that_join_to_it() -> None:
    text = "kb zl vs a nhé, số 0900000123"
    pieces = mark(text, examine(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert pieces[-1] == ("0900000123", Kind.PHONE)
    assert pieces[0][1] is Kind.HANDLE


def test_where_findings_overlap_help_is_shown_first() -> None:
    text = "mày chết đi"
    findings = [
        Finding(Kind.RISK, 0, 11, text, "told to die"),
        Finding(Kind.SELF_HARM, 4, 11, "chết đi", "wants to die"),
    ]
    assert mark(text, findings) == [("mày ", Kind.RISK), ("chết đi", Kind.SELF_HARM)]


def test_self_harm_is_a_kind_of_its_own() -> None:
    assert {kind for kind, _ in shown("em muốn chết")} == {"self_harm"}


@pytest.mark.parametrize(
    "text",
    [
        "0912 000 345",
        "0912\n000\n345",
        "０９１２０００３４５",
        "0️⃣9️⃣1️⃣2️⃣0️⃣0️⃣0️⃣3️⃣4️⃣5️⃣",
        "O9l2ooo345",
        "không chín một hai không không không ba bốn năm",
        "khong chin mot hai khong khong khong ba bon nam",
        "không chín mươi mốt, hai hai, ba số không, bốn năm",
        "+84 912 000 345",
    ],
)
def test_one_number_in_many_forms_is_one_finding(text: str) -> None:
    assert [(kind, words) for kind, words in shown(text) if kind == "phone"] == [("phone", text.removeprefix("+"))]


@pytest.mark.parametrize(
    "text",
    [
        "giá 25.000.000 đồng",
        "hẹn 14h30 ngày 20/11/2026",
        "các ca 07:30 08:15 09:00 09:45",
        "phòng 0204",
        "336/QĐ-TTg",
        "MST 0312345678",
        "0,912 V; 0,934 V; 0,956 V",
        "0912345678901",
    ],
)
def test_other_figures_are_no_telephone_number(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    "text", ["zalo em nhé", "z.a.l.o em nhé", "z a l o em nhé", "zаlо em nhé", "zal0 em nhé", "zaloooo em nhé"]
)
def test_a_hidden_word_is_read_as_meant(text: str) -> None:
    assert {kind for kind, _ in shown(text)} == {"handle"}


def test_wrong_marks_are_another_word() -> None:
    assert (shown("gửi anh bản kế hoạch của em"), shown("cá nướng chấm cơm")) == ([], [])
    assert {kind for kind, _ in shown("gửi ảnh của em")} == {"personal"}


def test_the_project_may_speak_of_a_platform_but_nobody_exchanges_a_name_there() -> None:
    assert shown("quảng bá sản phẩm trên TikTok") == []
    assert {kind for kind, _ in shown("quảng bá xong thì add zalo anh")} == {"handle"}
