"""The demonstration is loaded once for the whole file; what a test changes is taken back."""

from collections import Counter
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Q, Value
from django.test import RequestFactory

from config.demo import cast, content, loader, rounds, terms
from config.demo.logins import LOGINS
from config.demo.world import World
from core import clock
from matching.enums import TermProposalState
from matching.models import Round, TermProposal
from messaging.enums import MemberSide, MessageState, NoteCode
from messaging.models import Conversation, Message
from messaging.selectors import conversations, messages
from network.enums import (
    OPEN_PROPOSAL_STATES,
    EngagementStatus,
    IdeaStatus,
    PostStatus,
    ProposalAction,
    ProposalState,
    ReviewDecision,
)
from network.models import (
    Challenge,
    CheckIn,
    Closing,
    Club,
    Engagement,
    Field,
    Goal,
    Idea,
    IdeaVersion,
    Offer,
    Proposal,
    Review,
    Season,
    TeamMember,
)
from network.selectors import consents, engagements, proposals
from network.selectors import ideas as idea_selectors
from network.selectors import posts as post_selectors
from network.services import idea_content, post_content
from people import accounts
from people.enums import ROLE_HOMES, ClearanceCheck, ConsentPurpose, OrganisationKind, Role
from people.models import AdminUnit, Affiliation, Concern, ConcernAction, Notice, Organisation, School, User
from people.rules import age_on
from people.selectors import clearance_queue, gates, hats
from people.selectors.clearance_steps import steps_of
from tests.matching.given_rounds import suggestion

pytestmark = [pytest.mark.long, pytest.mark.django_db]


def who(role: str) -> User:
    return User.objects.get(username=cast.login(role).username)


def pupil_ids() -> list[int]:
    return list(Affiliation.objects.filter(role=Role.STUDENT).values_list("user", flat=True))


def test_there_is_as_much_of_everything_as_promised() -> None:
    assert User.objects.count() == 900
    assert School.objects.count() == 70
    assert Club.objects.count() == 110
    assert Idea.objects.count() == len(content.read("ideas")) == 260
    assert Challenge.objects.count() == 90
    assert Offer.objects.count() == 182
    partners = Organisation.objects.exclude(
        kind__in=[OrganisationKind.SCHOOL, OrganisationKind.EDUCATION_DEPARTMENT, OrganisationKind.COMMUNE_OFFICE]
    )
    assert Counter(partners.values_list("status", flat=True)) == {"verified": 69, "suspended": 1, "pending": 2}


def test_every_state_is_there_and_every_role() -> None:
    assert set(Proposal.objects.values_list("state", flat=True)) == set(ProposalState.values)
    assert set(Engagement.objects.values_list("status", flat=True)) == set(EngagementStatus.values)
    assert set(Idea.objects.values_list("status", flat=True)) == set(IdeaStatus.values)
    assert set(Affiliation.objects.values_list("role", flat=True)) == set(Role.values)
    for model in (Challenge, Offer):
        found = set(model._default_manager.values_list("status", flat=True))
        assert found == set(PostStatus.values) - {PostStatus.REFUSED}


@pytest.mark.parametrize("login", LOGINS, ids=lambda login: login.role)
def test_each_log_in_opens_with_its_password(login: Any, rf: RequestFactory, settings: Any) -> None:
    settings.MFA_REQUIRED = False
    user = accounts.identify(rf.post("/"), login=login.username, password=login.password)
    assert user == who(login.role)


def test_the_demo_pupil_has_a_published_idea_a_proposal_and_a_mentor() -> None:
    pupil = who("pupil")
    assert hats.of(pupil).is_active_pupil
    idea = Idea.objects.get(team__pupil=pupil, team__left_at=None)
    assert idea.status == IdeaStatus.PUBLISHED
    assert proposals.visible_to(pupil).filter(state__in=OPEN_PROPOSAL_STATES).exists()
    running = engagements.visible_to(pupil).get(status=EngagementStatus.ACTIVE)
    assert running.supporter == who("mentor")
    assert engagements.obstacles(running) == []


def test_the_demo_advisers_have_something_to_decide() -> None:
    for role in ("adviser", "other_adviser"):
        adviser = who(role)
        assert Idea.objects.filter(club__adviser=adviser, status=IdeaStatus.SUBMITTED).exists(), role
        assert proposals.waiting_for(adviser).exists(), role
    mine = Proposal.objects.filter(idea__club__adviser=who("adviser"))
    assert mine.filter(state=ProposalState.AWAITING_CONSENT).exists()
    assert hats.of(who("adviser")).school_ids.isdisjoint(hats.of(who("other_adviser")).school_ids)


@pytest.mark.parametrize("role", ["representative", "mentor", "alumnus", "volunteer"])
def test_the_demo_supporters_are_asked_and_at_work(role: str) -> None:
    user = who(role)
    assert hats.of(user).is_cleared_supporter
    assert proposals.waiting_for(user).filter(state=ProposalState.ADVISER_APPROVED).exists()
    assert engagements.visible_to(user).filter(status=EngagementStatus.ACTIVE).exists()


def test_the_demo_representative_has_posts_in_three_states() -> None:
    user = who("representative")
    states = {post.status for model in (Challenge, Offer) for post in model._default_manager.filter(author=user)}
    assert states == {PostStatus.PUBLISHED, PostStatus.DRAFT, PostStatus.CHANGES_REQUESTED}


def test_the_uncleared_mentor_lacks_two_checks_and_the_officers_have_work() -> None:
    assert who("mentor_uncleared").clearances.count() == 3
    assert not hats.of(who("mentor_uncleared")).is_cleared
    assert Club.objects.filter(school__organisation__commune__in=hats.of(who("commune_officer")).commune_ids).exists()
    assert Review.objects.filter(decision=ReviewDecision.PENDING).count() >= 15


def test_the_reviewers_queue_shows_every_kind_of_waiting() -> None:
    waiting = list(clearance_queue.waiting_for(who("department_officer")))
    kinds = {row.check_kind for row in waiting}
    assert kinds == {ClearanceCheck.IDENTITY, ClearanceCheck.ORGANISATION_WORD, ClearanceCheck.REFERENCES}
    assert {row.is_worrying for row in waiting} == {True, False}
    states = {step.state for person in User.objects.filter(clearances__gt=0).distinct() for step in steps_of(person)}
    assert states >= {"done", "expiring", "lapsed", "waiting", "todo"}


def test_seats_taken_are_the_active_engagements_and_the_interns() -> None:
    interns = Count("placements", filter=Q(placements__holds_seat=True), distinct=True)
    for name, model, others in (("challenge", Challenge, Value(0)), ("offer", Offer, interns)):
        engaged = Q(proposals__engagement__status=EngagementStatus.ACTIVE)
        counted = model._default_manager.annotate(active=Count("proposals", filter=engaged, distinct=True) + others)
        assert not counted.exclude(seats_taken=F("active")).exists(), name
        assert not counted.filter(seats_taken__gt=F("seats")).exists(), name


def test_nobody_is_in_two_teams_and_teams_are_of_the_own_school() -> None:
    current = TeamMember.objects.filter(left_at=None)
    assert current.count() == current.values("pupil", "season").distinct().count()
    sizes = Idea.objects.exclude(status=IdeaStatus.ARCHIVED).annotate(size=Count("team"))
    assert not sizes.exclude(size__range=(1, 5)).exists()
    elsewhere = TeamMember.objects.exclude(
        pupil__affiliations__organisation=F("idea__club__school"), pupil__affiliations__role=Role.STUDENT
    )
    assert not elsewhere.exists()
    outsiders = TeamMember.objects.exclude(pupil__club_memberships__club=F("idea__club"))
    assert not outsiders.exists()


def test_hats_fit_where_they_are_worn() -> None:
    for hat in Affiliation.objects.select_related("organisation"):
        assert OrganisationKind(hat.organisation.kind) in ROLE_HOMES[Role(hat.role)]


def test_pupils_are_as_old_as_their_class_and_have_no_address() -> None:
    for hat in Affiliation.objects.filter(role=Role.STUDENT).select_related("user"):
        assert hat.user.birth_date is not None
        grade = int("".join(char for char in hat.title[:2] if char.isdigit()))
        assert age_on(clock.today(), hat.user.birth_date) - grade in {4, 5, 6, 7}, hat.title
        assert hat.user.email is None
    adults = User.objects.exclude(affiliations__role=Role.STUDENT)
    assert not adults.exclude(email__endswith="@vi-du.vn").exists()


def test_each_school_has_a_few_pupils_who_never_came_in() -> None:
    strangers = Affiliation.objects.filter(role=Role.STUDENT, user__last_login=None, user__assented_at__isnull=False)
    by_school = Counter(strangers.values_list("organisation", flat=True))
    assert set(by_school.values()) <= {1, 2, 3}
    assert set(by_school) == set(Affiliation.objects.filter(role=Role.STUDENT).values_list("organisation", flat=True))


def test_about_eight_in_a_hundred_pupils_lack_a_consent() -> None:
    pupils = pupil_ids()
    lacking = gates.pupils_without_consent(pupils, ConsentPurpose.MENTORING_CHAT)
    assert 0.06 <= len(lacking) / len(pupils) <= 0.10


def test_proposals_wait_for_consent_where_one_is_missing_and_only_there() -> None:
    waiting = Proposal.objects.filter(state=ProposalState.AWAITING_CONSENT).select_related("idea")
    assert [proposal.pk for proposal in waiting if consents.key_is_turned(proposal.idea)] == []


def test_open_proposals_are_between_an_open_idea_and_an_open_post() -> None:
    for proposal in Proposal.objects.filter(state__in=OPEN_PROPOSAL_STATES).select_related("challenge", "offer"):
        post = proposal.post
        assert Idea.objects.filter(idea_selectors.is_open_to_partners(), pk=proposal.idea_id).exists()
        assert type(post)._default_manager.filter(post_selectors.is_open_to_pupils(), pk=post.pk).exists()
        assert post.deadline is None or post.deadline >= clock.today()
        assert proposal.expires_at > clock.now()


def test_two_engagements_are_frozen_and_the_others_go_on() -> None:
    running = Engagement.objects.filter(status=EngagementStatus.ACTIVE)
    found = Counter(obstacle for engagement in running for obstacle in engagements.obstacles(engagement))
    assert found == {engagements.Obstacle.CONSENT: 1, engagements.Obstacle.SUPPORTER: 1}


def test_people_talk_in_every_engagement_and_the_teacher_is_there() -> None:
    spoken = Conversation.objects.filter(kind="engagement", subject__in=Engagement.objects.values("pk"))
    assert spoken.count() == Engagement.objects.count()
    assert Conversation.objects.exclude(kind="visit").count() == 90
    for row, here in ((row, conversations.standing_of(row)) for row in spoken):
        said = list(row.messages.exclude(seq=None).order_by("seq"))
        assert [message.seq for message in said] == list(range(1, row.head_seq + 1))
        assert [message.delivered_at for message in said] == sorted(message.delivered_at for message in said)
        assert said[-1].delivered_at == row.last_at <= clock.now()
        assert conversations.is_settled(row, here)
        assert {message.author_side for message in said if message.author_id} <= set(MemberSide.values)


def test_conversations_stand_in_every_way_and_the_mentor_s_message_waits() -> None:
    said = Message.objects.filter(note__in=NoteCode.values)
    notes = Counter(said.exclude(conversation__kind="visit").values_list("note", flat=True))
    rows = Conversation.objects.exclude(kind="visit")
    closed = sum(here.is_closed for here in conversations.standings_of(rows).values())
    assert closed >= Engagement.objects.exclude(status=EngagementStatus.ACTIVE).count()
    assert notes == {NoteCode.OPENED: 90, NoteCode.FROZEN: 2, NoteCode.CLOSED: closed}
    held = messages.held_for(who("adviser"))
    assert [(message.author, message.state) for message in held] == [(who("mentor"), MessageState.HELD)]
    main = held[0].conversation
    assert messages.unread(who("pupil"), [main]) == {main.pk: 2}


KEYS = {
    ProposalState.PROPOSED: set(),
    ProposalState.SUPPLY_ACCEPTED: {ProposalAction.ACCEPT},
    ProposalState.ADVISER_APPROVED: {ProposalAction.APPROVE},
    ProposalState.AWAITING_CONSENT: {ProposalAction.ACCEPT, ProposalAction.APPROVE},
    ProposalState.ENGAGED: {ProposalAction.ACCEPT, ProposalAction.APPROVE},
}


def test_histories_begin_with_the_asking_and_lead_to_the_state() -> None:
    for proposal in Proposal.objects.prefetch_related("events"):
        events = list(proposal.events.all())
        actions = [event.action for event in events]
        assert actions[0] == ProposalAction.PROPOSE
        assert events[0].at == proposal.created_at
        assert events[-1].at <= clock.now()
        turned = {ProposalAction.ACCEPT, ProposalAction.APPROVE} & set(actions)
        assert turned == KEYS.get(ProposalState(proposal.state), turned)
        assert (ProposalAction.ACCEPT in turned) == (proposal.accepted_by_id is not None)
        assert (ProposalAction.APPROVE in turned) == (proposal.approved_by_id is not None)
        assert (proposal.ended_at is not None) == (proposal.state not in OPEN_PROPOSAL_STATES)
        if proposal.state in {ProposalState.REFUSED, ProposalState.WITHDRAWN}:
            assert proposal.reason


def test_engagements_have_goals_notes_and_thanks_in_order() -> None:
    assert not Engagement.objects.filter(goals=None).exists()
    assert not Engagement.objects.filter(check_ins=None).exists()
    assert Closing.objects.filter(engagement__status=EngagementStatus.CLOSED).count() == 3 * 14
    assert not Closing.objects.filter(engagement__status=EngagementStatus.ACTIVE).exists()
    assert not CheckIn.objects.filter(held_on__gt=clock.today()).exists()
    assert not Engagement.objects.filter(ended_at__lte=F("opened_at")).exists()
    assert not Goal.objects.filter(done_at__gt=clock.now()).exists()


def test_versions_end_with_the_idea_as_it_stands() -> None:
    assert set(Idea.objects.values_list("version", flat=True)) == {1, 2, 3}
    for idea in Idea.objects.select_related("field"):
        versions = list(IdeaVersion.objects.filter(idea=idea).order_by("number"))
        assert [version.number for version in versions] == list(range(1, idea.version + 1))
        assert versions[-1].content == idea_content.read(idea)
        moments = [version.created_at for version in versions]
        assert moments == sorted(moments)


def test_reviews_hold_what_was_handed_in() -> None:
    for model, column in ((Challenge, "challenge"), (Offer, "offer")):
        for post in model._default_manager.filter(status=PostStatus.IN_REVIEW).select_related("commune"):
            review = Review.objects.get(**{column: post}, decision=ReviewDecision.PENDING)
            assert review.content == post_content.read(post)
    sent_back = Review.objects.filter(decision=ReviewDecision.CHANGES_REQUESTED)
    assert sent_back.count() == 6
    assert not sent_back.filter(reason="").exists()


def test_what_was_written_in_bulk_is_what_save_would_write() -> None:
    for model, column in ((User, "sort_name"), (Idea, "search_text"), (Offer, "search_text"), (Club, "search_text")):
        row: Any = model._default_manager.order_by("pk")[3]
        before = getattr(row, column)
        row.save()
        assert before
        assert getattr(row, column) == before


def test_the_past_is_told_with_its_own_dates() -> None:
    today = clock.today()
    assert Idea.objects.filter(created_at__date__lt=today).count() == 260
    assert Challenge.objects.filter(changed_at__date__lt=today).count() == 90
    assert not Proposal.objects.filter(created_at__lt=F("idea__published_at")).exists()


def fingerprint(world: World) -> list[Any]:
    people = [(user.username, user.full_name) for user in world.batch.rows(User)]
    told = [(row.idea.title, row.post.title, row.state) for row in world.batch.rows(Proposal)]
    teams = [(row.idea.title, row.pupil.username) for row in world.batch.rows(TeamMember)]
    return [people, told, teams]


def test_the_same_seed_tells_the_same_story_again() -> None:
    first, second = (loader.build(say=lambda text: None) for _ in range(2))
    assert fingerprint(first) == fingerprint(second)
    written = {(row.idea.title, row.post.title, row.state) for row in Proposal.objects.all()}
    assert {tuple(row) for row in fingerprint(first)[1]} == written


def test_a_database_with_people_is_left_alone() -> None:
    with pytest.raises(CommandError, match="--replace"):
        call_command("load_demo")
    assert User.objects.count() == 900


def test_production_never_gets_accounts_everybody_knows(settings: Any) -> None:
    settings.TESTING = settings.DEMO = settings.DEBUG = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo", replace=True)
    assert User.objects.count() == 900


def test_a_call_for_help_waits_for_the_school_and_the_inboxes_are_not_empty() -> None:
    case = Concern.objects.get()
    assert (case.reporter.username, case.desk, case.status) == ("demo-pupil", "school", "new")
    assert [person.username for person in case.named.all()] == ["demo-mentor"]
    told = set(Notice.objects.values_list("recipient__username", flat=True))
    assert {"demo-school-admin", "demo-adviser", "demo-mentor"} <= told


def test_replacing_first_empties_all_but_the_reference_data() -> None:
    loader.empty()
    for model in (User, Organisation, Club, Idea, Proposal, Review, Concern, ConcernAction):
        assert not model._default_manager.exists(), model
    for model in (AdminUnit, Field, Season):
        assert model._default_manager.exists(), model


def test_the_department_has_a_round_to_look_over_with_one_pair_kept() -> None:
    ideas = list(Idea.objects.filter(idea_selectors.is_open_to_partners()).order_by("pk")[:3])
    mentors = Offer.objects.filter(status=PostStatus.PUBLISHED, kind="mentoring", age_min__lte=11, age_max__gte=18)
    for idea, offer in zip(ideas, mentors.order_by("pk"), strict=False):
        suggestion(idea, offer, 0.8)

    rounds.tell()

    opened = Round.objects.get()
    assert (opened.created_by, opened.state, opened.is_stale) == (who("department_officer"), "solved", False)
    assert opened.pairs.filter(standing="locked", chosen=True).count() == 1


def test_terms_are_proposed_in_every_state_that_a_school_meets() -> None:
    terms.tell()

    rows = TermProposal.objects.all()
    assert Counter(row.state for row in rows) == {
        TermProposalState.PROPOSED: 2,
        TermProposalState.ACCEPTED: 1,
        TermProposalState.DECLINED: 1,
    }
    assert {hats.of(row.proposed_by).is_school_staff for row in rows} == {True}
    assert all(row.decision_reason for row in rows if row.state == TermProposalState.DECLINED)
