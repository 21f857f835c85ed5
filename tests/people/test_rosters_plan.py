"""What a roster changes, compared with the school pupil by pupil. Pure: no database."""

import datetime as dt

import pytest

from people.enums import GuardianRelation
from people.rosters import plan
from people.rosters.lines import Line, Relative
from people.rosters.plan import Kind, Known, KnownGuardian

BORN = dt.date(2010, 9, 5)


def line(full_name="Lê Văn Bình", *, number=2, code="", born=BORN, class_name="10A1", relatives=()):
    return Line(f"0:{number}", "", number, code, full_name, born, class_name, tuple(relatives))


def known(full_name="Lê Văn Bình", *, pupil=7, code="", born=BORN, class_name="10A1", is_here=True, guardians=()):
    return Known(pupil, pupil + 100, code, full_name, born, class_name, is_here, tuple(guardians))


def compare(lines, pupils, answers=None, *, whole_school=False):
    return plan.compare(lines, pupils, answers or {}, whole_school=whole_school)


def kinds(lines, pupils, answers=None, **how):
    return [entry.kind for entry in compare(lines, pupils, answers, **how).entries]


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        (line(), [], Kind.NEW),
        (line(), [known()], Kind.SAME),
        (line("LÊ VĂN BÌNH".title()), [known()], Kind.SAME),
        (line("Le Van Binh"), [known()], Kind.SAME),
        (line(class_name="10 a1"), [known()], Kind.SAME),
        (line(class_name="10A2"), [known()], Kind.MOVED),
        (line(code="X1"), [known()], Kind.CHANGED),
        (line("Lê Văn Bính", code="X1"), [known(code="X1")], Kind.CHANGED),
        (line(code="x1", born=dt.date(2010, 5, 9)), [known(code="X1")], Kind.CHANGED),
        (line(), [known(is_here=False)], Kind.RETURNED),
        # Asked about, never guessed.
        (line("Lê Văn Bính"), [known()], Kind.ASKED),
        (line(), [known(), known(pupil=8)], Kind.ASKED),
        (line(code="X2"), [known(code="X1")], Kind.ASKED),
        (line("Trần An", code="X1", born=dt.date(2011, 1, 1)), [known(code="X1")], Kind.ASKED),
        (line(born=dt.date(2010, 5, 9)), [known()], Kind.ASKED),
        (line(born=dt.date(2010, 5, 9), class_name="10A2"), [known()], Kind.NEW),
    ],
)
def test_whom_a_row_means(ours, theirs, kind):
    assert compare([ours], theirs).entries[0].kind == kind


def test_each_change_says_from_what_to_what():
    ours = line("Lê Văn Bình Minh", code="X1", born=dt.date(2010, 5, 9), class_name="11A1")

    entry = compare([ours], [known("Lê Văn Bình Minh", code="X1", class_name="10A1")]).entries[0]

    assert [(change.field, change.before, change.after) for change in entry.changes] == [
        ("birth_date", "05/09/2010", "09/05/2010"),
        ("class_name", "10A1", "11A1"),
    ]


def test_who_is_not_in_the_file_leaves_only_within_the_classes_it_covers():
    pupils = [known("Trần An", pupil=1), known("Trần Bảo", pupil=2, class_name="10A2")]

    def left(**how):
        return [entry.known.pupil for entry in compare([line()], pupils, **how).of(Kind.LEFT)]

    assert left() == [1]
    assert left(whole_school=True) == [1, 2]


def test_whoever_is_asked_about_does_not_leave_before_the_answer():
    ours, theirs = line("Lê Văn Bính"), [known()]

    assert kinds([ours], theirs) == [Kind.ASKED]
    assert kinds([ours], theirs, {"0:2": 7}) == [Kind.CHANGED]
    assert kinds([ours], theirs, {"0:2": plan.NEW_PUPIL}) == [Kind.NEW, Kind.LEFT]
    # An answer that was not offered answers nothing.
    assert kinds([ours], theirs, {"0:2": 99}) == [Kind.ASKED]


def test_two_rows_cannot_be_one_pupil():
    ours = [line("Lê Văn Bính", number=2), line("Lê Văn Bỉnh", number=3)]

    entries = compare(ours, [known()], {"0:2": 7, "0:3": 7}).entries

    assert [entry.kind for entry in entries] == [Kind.CHANGED, Kind.ASKED]


def test_a_namesake_who_is_found_elsewhere_in_the_file_is_not_asked_about():
    ours = [line(number=2, born=dt.date(2010, 1, 1)), line(number=3)]

    assert kinds(ours, [known()]) == [Kind.NEW, Kind.SAME]


MOTHER = Relative(GuardianRelation.MOTHER, "Lê Thị Hoa", "0912345678")


@pytest.mark.parametrize(
    ("guardian", "changes"),
    [
        (None, [("guardian", "", "Lê Thị Hoa 0912345678")]),
        (KnownGuardian(5, "Lê Thị Hoa", "0912345678"), []),
        (KnownGuardian(5, "Lê Thị Hoa", "0987654321"), [("guardian_phone", "0987654321", "0912345678")]),
        (KnownGuardian(5, "Lê Thị Hòa", "0912345678"), [("guardian_name", "Lê Thị Hòa", "Lê Thị Hoa")]),
        # What one person agreed to is not passed on to another who has the same telephone.
        (KnownGuardian(5, "Trần Thị Lan", "0912345678"), [("guardian", "", "Lê Thị Hoa 0912345678")]),
        # Whoever is no longer a guardian does not come back by a list.
        (KnownGuardian(5, "Lê Thị Hoa", "0912345678", is_current=False), []),
    ],
)
def test_guardians_are_known_by_their_names(guardian, changes):
    pupil = known(guardians=[guardian] if guardian else [])

    entry = compare([line(relatives=[MOTHER])], [pupil]).entries[0]

    assert [(change.field, change.before, change.after) for change in entry.changes] == changes


def test_the_digest_tells_apart_what_would_be_written():
    same = compare([line()], [known()]).digest

    assert compare([line()], [known()]).digest == same
    assert compare([line(class_name="10A2")], [known()]).digest != same
    assert compare([line()], [known(pupil=8)]).digest != same
    assert compare([line()], [known(), known("Trần An", pupil=1)]).digest != same
