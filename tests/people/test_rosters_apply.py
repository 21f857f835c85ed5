"""Writing a roster: all of it or nothing, once, and exactly what was looked at."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from core import clock
from core.errors import Conflict, Refused
from people import events, tasks
from people.enums import ConsentPurpose, GuardianRelation, OrganisationStatus, Role, RosterState
from people.models import Affiliation, Guardian, Guardianship, Roster, User
from people.rosters.plan import NEW_PUPIL
from people.selectors import rosters as selectors
from people.services import roster_writing, rosters
from tests import make
from tests.people import roster_files as files
from tests.people.roster_files import born
from tests.races import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def teacher(school):
    return make.adviser(school)


def upload(school, by, *rows, **how):
    return rosters.upload(school=school, file=files.csv_file(*rows), by=by, **how)


def apply(roster, by, capture):
    with capture(execute=True):
        rosters.apply(roster=roster, seen=selectors.preview_of(roster).digest, by=by)
    roster.refresh_from_db()
    return roster


def bring_in(school, by, capture, *rows, **how):
    return apply(upload(school, by, *rows, **how), by, capture)


def roll(school):
    rows = Affiliation.objects.filter(organisation=school.pk, role=Role.STUDENT, ends_on=None)
    return sorted(rows.values_list("user__full_name", "title", "pupil_code"))


def enrolled(school, full_name, class_name="10A1", code="", age=15):
    user = make.pupil(school, full_name=full_name)
    user.birth_date = dt.datetime.strptime(born(age), "%d/%m/%Y").date()  # noqa: DTZ007
    user.save()
    user.affiliations.update(title=class_name, pupil_code=code)
    return user


def test_a_preview_writes_nothing(school, teacher):
    enrolled(school, "Lê Văn Cũ")
    before = (roll(school), User.objects.count(), Guardian.objects.count())

    preview = selectors.preview_of(upload(school, teacher, files.row("Lê Văn Bình", mother="Lê Thị Hoa")))

    assert (preview.plan.counts["new"], preview.plan.counts["left"]) == (1, 1)
    assert (roll(school), User.objects.count(), Guardian.objects.count()) == before


def test_pupils_get_accounts_classes_and_guardians(school, teacher, django_capture_on_commit_callbacks):
    row = files.row("Lê Văn Bình", code="X1", mother="Lê Thị Hoa", phone="0912345678")

    roster = bring_in(school, teacher, django_capture_on_commit_callbacks, row)

    assert (roster.state, roster.counts["new"], roster.done, roster.total) == (RosterState.APPLIED, 1, 1, 1)
    assert roll(school) == [("Lê Văn Bình", "10A1", "X1")]
    pupil = User.objects.get(full_name="Lê Văn Bình")
    assert (pupil.username.partition(".")[0], pupil.email, pupil.sort_name) == ("binhlv", None, "binh le van")
    assert (pupil.has_usable_password(), pupil.must_change_password) == (False, True)
    tie = Guardianship.objects.get(pupil=pupil)
    assert (tie.relation, tie.guardian.full_name, tie.guardian.phone) == (
        GuardianRelation.MOTHER,
        "Lê Thị Hoa",
        "0912345678",
    )


def test_of_the_file_only_the_counts_stay(school, teacher, django_capture_on_commit_callbacks):
    roster = bring_in(school, teacher, django_capture_on_commit_callbacks, files.row("Lê Văn Bình"))

    assert (roster.sheets, roster.raw, roster.answers) == ([], [], {})


def test_namesakes_get_different_user_names(school, teacher, django_capture_on_commit_callbacks):
    rows = [files.row("Lê Văn Bình", code=f"X{number}") for number in range(3)]

    bring_in(school, teacher, django_capture_on_commit_callbacks, *rows)

    names = User.objects.filter(full_name="Lê Văn Bình").values_list("username", flat=True)
    assert sorted(name.partition(".")[0] for name in names) == ["binhlv", "binhlv2", "binhlv3"]


def test_brothers_and_sisters_share_a_parent(school, teacher, django_capture_on_commit_callbacks):
    rows = [
        files.row("Lê Văn Bình", mother="Lê Thị Hoa", phone="0912345678"),
        files.row("Lê Thị Châu", mother="Lê Thị Hoa", phone="0912345678"),
        files.row("Trần Văn Dũng", mother="Lê Thị Hoa", phone="0987654321"),
        files.row("Vũ Thị Giang", mother="Lê Thị Hoa"),
        files.row("Bùi Văn Hải", mother="Lê Thị Hoa"),
    ]

    bring_in(school, teacher, django_capture_on_commit_callbacks, *rows[:1])
    bring_in(school, teacher, django_capture_on_commit_callbacks, *rows)

    assert sorted(Guardian.objects.values_list("full_name", "phone")) == [
        ("Lê Thị Hoa", ""),
        ("Lê Thị Hoa", ""),
        ("Lê Thị Hoa", "0912345678"),
        ("Lê Thị Hoa", "0987654321"),
    ]
    assert Guardianship.objects.count() == 5


def test_the_same_file_again_changes_nothing(school, teacher, django_capture_on_commit_callbacks):
    row = files.row("Lê Văn Bình", code="X1", mother="Lê Thị Hoa", phone="0912345678")
    bring_in(school, teacher, django_capture_on_commit_callbacks, row)

    again = bring_in(school, teacher, django_capture_on_commit_callbacks, row)

    assert again.counts == {**dict.fromkeys(again.counts, 0), "same": 1}


def test_changes_moves_and_leaving(school, teacher, django_capture_on_commit_callbacks):
    enrolled(school, "Lê Văn Bình", code="X1")
    enrolled(school, "Lê Thị Châu", code="X2")
    gone = enrolled(school, "Trần Văn Dũng", code="X3")
    other = enrolled(school, "Vũ Thị Giang", class_name="12A1")
    told: list[Any] = []
    events.pupils_left.subscribe(note := lambda school, pupils: told.append((school, pupils)))
    rows = [files.row("Lê Văn Bính", code="X1", birth_date=born(16)), files.row("Lê Thị Châu", "X2", class_name="10A2")]

    roster = bring_in(school, teacher, django_capture_on_commit_callbacks, *rows)
    events.pupils_left._subscribers.remove(note)

    assert [roster.counts[kind] for kind in ("changed", "moved", "left", "new")] == [1, 1, 1, 0]
    assert roll(school) == [
        ("Lê Thị Châu", "10A2", "X2"),
        ("Lê Văn Bính", "10A1", "X1"),
        ("Vũ Thị Giang", "12A1", ""),
    ]
    assert told == [(school.pk, (gone.pk,))]
    assert gone.affiliations.get().ends_on == clock.today()
    assert other.affiliations.get().ends_on is None


def test_a_code_that_becomes_free_may_be_given_in_the_same_file(school, teacher, django_capture_on_commit_callbacks):
    enrolled(school, "Lê Văn Cũ", code="X1", age=16)
    roster = upload(school, teacher, files.row("Lê Văn Mới", code="X1"))
    place = selectors.preview_of(roster).plan.entries[0].line.place
    rosters.answer(roster=roster, answers={place: NEW_PUPIL}, whole_school=False, by=teacher)
    roster.refresh_from_db()

    apply(roster, teacher, django_capture_on_commit_callbacks)

    assert roll(school) == [("Lê Văn Mới", "10A1", "X1")]


def test_who_comes_back_has_the_same_account(school, teacher, django_capture_on_commit_callbacks):
    pupil = enrolled(school, "Lê Văn Bình", code="X1")
    pupil.affiliations.update(ends_on=clock.today() - dt.timedelta(days=3))

    roster = bring_in(school, teacher, django_capture_on_commit_callbacks, files.row("Lê Văn Bình", class_name="11A1"))

    assert roster.counts["returned"] == 1
    assert roll(school) == [("Lê Văn Bình", "11A1", "X1")]
    assert Affiliation.objects.filter(user=pupil).count() == 2


def test_a_pupil_of_another_school_is_not_found_by_this_one(school, teacher, django_capture_on_commit_callbacks):
    elsewhere = make.school()
    enrolled(elsewhere, "Lê Văn Bình", code="X1")
    moved_on = enrolled(school, "Trần Thị Giang", code="X2")
    moved_on.affiliations.update(ends_on=clock.today() - dt.timedelta(days=3))
    make.hat(moved_on, elsewhere, Role.STUDENT, title="10A1")

    rows = [files.row("Lê Văn Bình", code="X1"), files.row("Trần Thị Giang", code="X2")]
    roster = bring_in(school, teacher, django_capture_on_commit_callbacks, *rows)

    assert roster.counts["new"] == 2
    assert User.objects.filter(full_name="Lê Văn Bình").count() == 2
    assert [name for name, *_ in roll(elsewhere)] == ["Lê Văn Bình", "Trần Thị Giang"]


def test_a_possible_double_waits_for_an_answer(school, teacher, django_capture_on_commit_callbacks):
    pupil = enrolled(school, "Lê Văn Bình", code="X1")
    roster = upload(school, teacher, files.row("Lê Văn Bình", code="X2"))

    with pytest.raises(Conflict, match="câu hỏi"):
        apply(roster, teacher, django_capture_on_commit_callbacks)
    place = selectors.preview_of(roster).plan.entries[0].line.place
    roster = rosters.answer(roster=roster, answers={place: pupil.pk}, whole_school=False, by=teacher)
    apply(roster, teacher, django_capture_on_commit_callbacks)

    assert roll(school) == [("Lê Văn Bình", "10A1", "X2")]
    assert User.objects.filter(full_name="Lê Văn Bình").count() == 1


def test_a_list_with_a_fault_is_not_written_at_all(school, teacher, django_capture_on_commit_callbacks):
    roster = upload(school, teacher, files.row("Lê Văn Bình"), files.row("Lê Văn 2"))

    with pytest.raises(Conflict, match="ô cần sửa"):
        apply(roster, teacher, django_capture_on_commit_callbacks)

    assert (roll(school), roster.state) == ([], RosterState.READY)


def test_a_second_click_writes_nothing_more(school, teacher, django_capture_on_commit_callbacks):
    roster = upload(school, teacher, files.row("Lê Văn Bình"))
    seen = selectors.preview_of(roster).digest
    apply(roster, teacher, django_capture_on_commit_callbacks)

    with pytest.raises(Conflict):
        rosters.apply(roster=roster, seen=seen, by=teacher)
    tasks.apply_roster(roster.pk)

    assert roll(school) == [("Lê Văn Bình", "10A1", "")]


def test_what_was_not_looked_at_is_not_written(school, teacher):
    roster = upload(school, teacher, files.row("Lê Văn Bình"))
    seen = selectors.preview_of(roster).digest
    enrolled(school, "Trần Văn Dũng")

    with pytest.raises(Conflict, match="đã thay đổi từ lúc xem trước"):
        rosters.apply(roster=roster, seen=seen, by=teacher)


def test_a_change_while_it_waits_for_the_worker_gives_it_back(school, teacher):
    roster = upload(school, teacher, files.row("Lê Văn Bình"))
    rosters.apply(roster=roster, seen=selectors.preview_of(roster).digest, by=teacher)
    enrolled(school, "Trần Văn Dũng")

    tasks.apply_roster(roster.pk)

    roster.refresh_from_db()
    assert (roster.state, roll(school)) == (RosterState.READY, [("Trần Văn Dũng", "10A1", "")])
    assert "đã thay đổi từ lúc xem trước" in roster.refusal


def test_a_breakdown_half_way_leaves_nothing_behind(school, teacher, monkeypatch):
    roster = upload(school, teacher, files.row("Lê Văn Bình", mother="Lê Thị Hoa"))
    rosters.apply(roster=roster, seen=selectors.preview_of(roster).digest, by=teacher)

    def break_down(guardians):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(roster_writing, "_save_guardians", break_down)
    with pytest.raises(RuntimeError):
        tasks.apply_roster(roster.pk)

    roster.refresh_from_db()
    assert (roster.state, roll(school), Guardian.objects.count()) == (RosterState.READY, [], 0)
    assert "Máy chủ gặp lỗi" in roster.refusal


def test_who_lost_the_right_meanwhile_writes_nothing(school, teacher):
    roster = upload(school, teacher, files.row("Lê Văn Bình"))
    rosters.apply(roster=roster, seen=selectors.preview_of(roster).digest, by=teacher)
    teacher.affiliations.update(ends_on=clock.today() - dt.timedelta(days=1))

    tasks.apply_roster(roster.pk)

    roster.refresh_from_db()
    assert (roster.state, roll(school)) == (RosterState.READY, [])


@pytest.mark.parametrize(
    "who",
    [
        lambda school: make.adult(school, Role.TEACHER),
        lambda school: make.adviser(),
        lambda school: make.officer(),
        lambda school: make.pupil(school),
    ],
    ids=["teacher", "other school", "Department", "pupil"],
)
def test_who_may_not_bring_in_a_list(school, who):
    with pytest.raises(Refused):
        upload(school, who(school), files.row())

    assert not Roster.objects.exists()


def test_a_school_that_waits_for_verification_prepares_and_a_suspended_one_does_not(teacher, school):
    school.organisation.status = OrganisationStatus.PENDING
    school.organisation.verified_at = None
    school.organisation.save()
    assert upload(school, teacher, files.row()).state == RosterState.READY
    school.organisation.status = OrganisationStatus.SUSPENDED
    school.organisation.save()

    with pytest.raises((Conflict, Refused)):
        upload(school, User.objects.get(pk=teacher.pk), files.row())


def test_a_list_nobody_applies_is_forgotten_after_a_week(school, teacher):
    old = upload(school, teacher, files.row())
    with time_machine.travel(clock.now() + dt.timedelta(days=6)):
        fresh = upload(school, teacher, files.row())
    with time_machine.travel(clock.now() + dt.timedelta(days=8)):
        tasks.mind_pupils()

    assert list(Roster.objects.values_list("pk", flat=True)) == [fresh.pk]
    assert old.pk != fresh.pk


def test_what_a_dead_worker_left_comes_back_and_an_applied_list_stays(
    school, teacher, django_capture_on_commit_callbacks
):
    done = bring_in(school, teacher, django_capture_on_commit_callbacks, files.row("Lê Văn Bình"))
    stuck = upload(school, teacher, files.row("Lê Văn Bình"))
    Roster.objects.filter(pk=stuck.pk).update(state=RosterState.APPLYING, started_at=clock.now())

    tasks.mind_pupils()
    assert Roster.objects.get(pk=stuck.pk).state == RosterState.APPLYING
    with time_machine.travel(clock.now() + dt.timedelta(hours=2)):
        tasks.mind_pupils()

    stuck.refresh_from_db()
    assert (stuck.state, bool(stuck.refusal)) == (RosterState.READY, True)
    assert Roster.objects.get(pk=done.pk).state == RosterState.APPLIED


def test_consents_survive_a_new_list(school, teacher, django_capture_on_commit_callbacks):
    pupil = enrolled(school, "Lê Văn Bình", code="X1")

    bring_in(
        school, teacher, django_capture_on_commit_callbacks, files.row("Lê Văn Bình", code="X1", class_name="11A1")
    )

    ties = Guardianship.objects.filter(pupil=pupil)
    assert ties.get().consents.filter(purpose=ConsentPurpose.ACCOUNT, withdrawn_at=None).count() == 1


@pytest.mark.parametrize("rows", [1, 60])
def test_the_number_of_queries_does_not_grow_with_the_file(school, teacher, rows, django_assert_max_num_queries):
    given = [files.row(code=f"X{number}", mother="Lê Thị Hoa", phone=f"09{number:08}") for number in range(rows)]
    roster = upload(school, teacher, *given)

    with django_assert_max_num_queries(3):
        seen = selectors.preview_of(roster).digest
    rosters.apply(roster=roster, seen=seen, by=teacher)
    with django_assert_max_num_queries(45):
        tasks.apply_roster(roster.pk)
    assert len(roll(school)) == rows


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_clicks_at_once_one_starts_and_two_workers_write_once():
    school = make.school()
    teacher = make.adviser(school)
    roster = upload(school, teacher, files.row("Lê Văn Bình"))
    seen = selectors.preview_of(roster).digest

    def click(index):
        return rosters.apply(roster=Roster.objects.get(pk=roster.pk), seen=seen, by=User.objects.get(pk=teacher.pk))

    outcomes = race(2, click)

    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    race(2, lambda index: tasks.apply_roster(roster.pk))
    assert roll(school) == [("Lê Văn Bình", "10A1", "")]
