"""Every change keeps who, when, before and after; nobody changes what is kept."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F
from django.urls import reverse
from rest_framework.test import APIClient

from core import trail
from core.actors import label_of
from network import tasks
from network.models import Club, ClubMembership, Idea, Offer, Proposal, TeamMember
from network.services import clubs, ideas, post_content, posts
from people.enums import ConsentPurpose, OrganisationStatus, Role
from people.models import Affiliation, Consent, Organisation, PhoneCheck, RecordRead, Refusal, User
from people.services import assent, consents, history, organisations, phones, pupils, read_log
from tests import make

pytestmark = pytest.mark.django_db


def kept(thing, *names):
    rows = trail.rows_of(type(thing)).filter(id=thing.pk).order_by("history_id")
    return [tuple(getattr(row, name) for name in ("history_type", *names)) for row in rows]


def test_a_change_keeps_before_after_and_who():
    officer, home = make.officer(), make.organisation(status=OrganisationStatus.PENDING)

    organisations.verify(organisation=home, by=officer)

    assert kept(home, "status", "history_user_id") == [("+", "pending", None), ("~", "verified", officer.pk)]


def test_what_a_service_calls_is_signed_by_its_actor():
    school = make.school()
    admin = make.adviser(school)

    enrolled = pupils.enrol(school=school, full_name="Lê Thị Bưởi", class_name="10A", by=admin).pupil

    hat = enrolled.affiliations.get()
    assert kept(enrolled, "full_name", "history_user_id") == [("+", "Lê Thị Bưởi", admin.pk)]
    assert kept(hat, "title", "history_user_id") == [("+", "10A", admin.pk)]


def test_where_no_service_says_who_the_request_does(client):
    pupil = make.pupil(assented=False)
    client.force_login(pupil)

    client.post(reverse("assent_give"), {"agree": "yes"})

    assert kept(pupil, "history_user_id")[-1] == ("~", pupil.pk)


def test_an_api_request_is_signed_too():
    officer, home = make.officer(), make.organisation()
    api = APIClient()
    api.force_authenticate(officer)

    api.post(f"/api/v1/organisations/{home.pk}/suspend/", {"reason": "Có phản ánh."})

    assert kept(home, "status", "history_user_id")[-1] == ("~", "suspended", officer.pk)


def test_a_job_is_named(time_machine):
    proposal = make.proposal()
    Proposal.objects.filter(pk=proposal.pk).update(expires_at=proposal.created_at)

    tasks.mind_proposals()

    last = kept(proposal, "state", "history_user_id", "history_change_reason")[-1]
    assert last == ("~", "expired", None, "network.tasks.mind_proposals")
    assert label_of(last[-1]) == "nhắc và khép các đề nghị quá hạn"


def test_a_log_in_and_a_password_leave_no_row():
    user = make.person()

    user.set_password("mot-mat-khau-khac")
    user.save(update_fields=["password"])
    user.save(update_fields=["last_login"])

    assert len(kept(user)) == 1
    assert not {"password", "last_login"} & {field.name for field in trail.rows_of(User).model._meta.get_fields()}


def test_services_that_change_many_rows_at_once_leave_a_trail():
    pupil = make.pupil()
    standing = Consent.objects.get(guardianship__pupil=pupil, purpose=ConsentPurpose.ACCOUNT)
    admin = make.adviser(pupil.affiliations.get().organisation.school)

    consents.withdraw(guardianship=standing.guardianship, purpose=ConsentPurpose.ACCOUNT, by=admin)

    standing.refresh_from_db()
    assert kept(standing, "withdrawn_at", "history_user_id") == [
        ("+", None, None),
        ("~", standing.withdrawn_at, admin.pk),
    ]


def test_leaving_a_club_leaves_a_trail_of_the_club_and_of_the_team():
    club = make.club()
    one, two = make.pupil(club.school), make.pupil(club.school)
    idea = make.idea(club, team=[one, two])

    clubs.leave(club=club, pupil=one, by=club.adviser)

    membership = ClubMembership.objects.get(club=club, pupil=one)
    place = TeamMember.objects.get(idea=idea, pupil=one)
    assert kept(membership, "left_on", "history_user_id")[-1] == ("~", membership.left_on, club.adviser_id)
    assert kept(place, "left_at", "history_user_id")[-1] == ("~", place.left_at, club.adviser_id)


def test_the_second_of_two_updates_finds_nothing_to_do():
    club = make.club()
    membership = make.join(club, make.pupil(club.school))
    open_ones = ClubMembership.objects.filter(pk=membership.pk, left_on=None)

    assert [trail.update(open_ones, left_on=membership.joined_on) for _ in range(2)] == [1, 0]
    assert len(kept(membership)) == 2


def test_an_expression_has_no_value_to_keep():
    with pytest.raises(ValueError, match="expression"):
        trail.update(User.objects.all(), username=F("email"))


def test_a_seat_taken_is_no_change_of_the_post():
    offer = make.offer()

    make.engagement(post=offer)

    assert len(kept(offer)) == 1
    assert Offer.objects.get(pk=offer.pk).seats_taken == 1


def test_fields_of_a_club_are_kept_with_it():
    club = make.club()

    clubs.edit(
        club=club,
        content=make.club_content(fields=["industry_manufacturing", "agri_forestry_fishery"]),
        by=club.adviser,
    )

    last = trail.rows_of(type(club)).filter(id=club.pk).order_by("history_id").last()
    links = trail.links_of(type(club), "fields", [last.history_id])[last.history_id]
    assert {field.code for field in links} == {"industry_manufacturing", "agri_forestry_fishery"}


def test_rows_written_at_once_keep_their_links_too():
    club = make.club()

    trail.note([club], is_new=False)

    last = trail.rows_of(Club).filter(id=club.pk).order_by("history_id").last()
    links = trail.links_of(Club, "fields", [last.history_id])[last.history_id]
    assert [field.code for field in links] == ["industry_manufacturing"]


def test_a_draft_costs_two_rows_of_the_trail():
    club = make.club()

    idea = ideas.draft(club=club, content=make.idea_content(), by=club.adviser)

    # The text, and the number of its version.
    assert [row[0] for row in kept(idea)] == ["+", "~"]


def test_a_post_costs_one_row_of_the_trail():
    author = make.representative()
    home = author.affiliations.get().organisation

    post = posts.write(model=Offer, organisation=home, content=_offer(home), by=author)

    assert kept(post, "history_user_id") == [("+", author.pk)]


def _offer(home):
    return post_content.read(make.offer(home))


def test_no_name_is_signed_for_somebody_else_afterwards():
    """The actor of one service does not stay for what comes after it."""
    pupil = make.pupil(assented=False)
    assent.give(by=pupil)

    later = make.organisation()

    assert kept(later, "history_user_id") == [("+", None)]


def test_what_a_guardian_says_is_not_signed_by_whoever_is_logged_in_on_that_phone(client):
    pupil = make.pupil()
    standing = Consent.objects.get(guardianship__pupil=pupil, purpose=ConsentPurpose.MENTORING_CHAT)
    client.force_login(pupil)
    token = make.guardian_link(standing.guardianship)
    make.guardian_code(token)
    client.post(reverse("guardian_confirm", args=[token]), {"mentoring_chat": "no", "code": "135790"})

    assert kept(standing, "history_user_id", "history_change_reason")[-1] == ("~", None, trail.OUTSIDE)
    assert kept(Refusal.objects.get(), "history_user_id", "history_change_reason") == [("+", None, trail.OUTSIDE)]


def test_two_people_who_stand_for_a_number_are_kept():
    school = make.school()
    clerk, second = make.adviser(school), make.adult(school, Role.SCHOOL_ADMIN)
    mother = make.guardianship(make.pupil(school, consents=()), checked=False)

    phones.vouch(guardianship=mother, by=clerk)
    phones.vouch(guardianship=mother, by=second)

    check = PhoneCheck.objects.get(guardian=mother.guardian)
    assert kept(check, "confirmed_by_id", "history_user_id") == [
        ("+", None, clerk.pk),
        ("~", second.pk, second.pk),
    ]


LOGS = [
    ("update", lambda: RecordRead.objects.update(what="khác")),
    ("delete", lambda: RecordRead.objects.all().delete()),
    ("save", lambda: RecordRead.objects.get().save()),
    ("update of the trail", lambda: trail.rows_of(User).update(full_name="Ai khác")),
    ("delete of the trail", lambda: trail.rows_of(User).delete()),
    ("save of a row of the trail", lambda: trail.rows_of(User).first().save()),
    ("delete of the network's trail", lambda: trail.rows_of(Idea).delete()),
    ("update of a club's fields", lambda: trail.Trail.m2m_models[_fields()].objects.update(field=None)),
]


def _fields():
    return Club._meta.get_field("fields")


@pytest.mark.parametrize(("what", "change"), LOGS)
def test_the_database_refuses(what, change):
    idea = make.idea()
    read_log.record(reader=idea.club.adviser, pupils=[idea.created_by_id], what="team")

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        change()

    assert RecordRead.objects.get().what == "team"
    assert kept(idea, "title") == [("+", idea.title)]


def test_a_person_whose_record_was_read_cannot_be_deleted():
    pupil = make.pupil()
    read_log.record(reader=make.adviser(), pupils=[pupil.pk], what="team")

    with pytest.raises(DatabaseError):
        User.objects.filter(pk=pupil.pk).delete()


def test_the_trail_opens_for_the_forgetting_alone_and_shuts_again():
    pupil = make.pupil(full_name="Lê Thị Bưởi")

    with history.opened():
        history.scrub(User, {"id": pupil.pk}, full_name=history.NAME)

    assert kept(pupil, "full_name") == [("+", history.NAME)]
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        trail.rows_of(User).update(full_name="Lê Thị Bưởi")


def test_a_failed_forgetting_leaves_the_trail_shut():
    with pytest.raises(ZeroDivisionError), history.opened():
        _ = 1 // 0

    make.person()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        trail.rows_of(User).delete()


def test_deleting_a_row_is_kept_as_well():
    hat = make.hat(make.person(), make.school(), "teacher")
    pk = hat.pk

    hat.delete()

    rows = trail.rows_of(Affiliation).filter(id=pk).order_by("history_id")
    assert [row.history_type for row in rows] == ["+", "-"]


@pytest.mark.parametrize("count", [1, 20])
def test_many_rows_are_noted_in_one_query(django_assert_num_queries, count):
    rows = [Organisation(kind="enterprise", name=f"Xưởng {n}", commune=make.commune()) for n in range(count)]

    with django_assert_num_queries(2):  # the rows, their trail
        trail.create(Organisation, rows)
