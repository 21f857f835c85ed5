"""An idea's life: drafting, handing in, publishing, taking back; and its team.

Each change of the text is kept as an `IdeaVersion`; so is a return, with the adviser's reason as its `note`.
"""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock, trail
from core.actors import signed
from core.errors import Conflict, Invalid
from network import events, rules
from network.enums import EngagementStatus, IdeaStatus, Visibility
from network.models import Club, Engagement, Idea, IdeaVersion, TeamMember
from network.models.team_member import TEAM_SIZE
from network.permissions import ideas as permissions
from network.selectors import ideas as selectors
from network.services import idea_content, posts
from network.services.idea_content import Content
from people.models import User
from people.selectors import gates, hats

_AT_ONCE = 500


@signed
@transaction.atomic
def draft(*, club: Club, content: Content, by: User) -> Idea:
    """A new draft; the pupil who writes it is the first of its team."""
    permissions.check_can_start(by, club)
    idea = Idea(club=club, season=posts.current_season(), created_by=by)
    idea_content.put(idea, content)
    _keep_version(idea, by)
    if hats.of(by).is_pupil:
        _give_place(idea, by)
    return idea


@signed
@transaction.atomic
def bring_in(*, drafts: Sequence[tuple[Club, Content]], by: User) -> list[Idea]:
    """A new draft each from a sheet, all or none, without a team: the adviser says who is in it."""
    for club in {club for club, _content in drafts}:
        permissions.check_can_bring_in(by, club)
    season = posts.current_season()
    pairs = [(Idea(club=club, season=season, created_by=by), content) for club, content in drafts]
    idea_content.put_all(pairs)
    IdeaVersion.objects.bulk_create(
        (
            IdeaVersion(idea=idea, number=1, content=idea_content.read_written(idea, content), author=by)
            for idea, content in pairs
        ),
        batch_size=_AT_ONCE,
    )
    return [idea for idea, _content in pairs]


@signed
@transaction.atomic
def edit(*, idea: Idea, content: Content, by: User) -> Idea:
    """Change the text; every change is a version."""
    idea = _locked(idea)
    permissions.check_can_edit(by, idea)
    idea_content.put(idea, content)
    _keep_version(idea, by)
    _tell_if_published(idea)
    return idea


@signed
@transaction.atomic
def submit(*, idea: Idea, by: User) -> Idea:
    """Hand a draft to the adviser."""
    idea = _locked(idea)
    permissions.check_can_submit(by, idea)
    return _move(idea, "submit")


@signed
@transaction.atomic
def send_back(*, idea: Idea, reason: str, by: User) -> Idea:
    """Return what was handed in, with what to work on."""
    idea = _locked(idea)
    permissions.check_can_return(by, idea)
    if not reason.strip():
        raise Invalid(_("Hãy viết một câu để các em biết cần sửa gì."), field="reason")
    _move(idea, "return")
    _keep_version(idea, by, note=reason.strip())
    return idea


@signed
@transaction.atomic
def publish(*, idea: Idea, visibility: Visibility, draft_version: int | None = None, by: User) -> Idea:
    """Open the idea as far as the adviser says; on a published one, change how far.

    What the team has not handed in takes a second word: `draft_version`, the draft the adviser read and wants out.
    """
    # The club first, as in `services.clubs.close`: an idea published at that very moment would stay behind.
    Club.objects.select_for_update().get(pk=idea.club_id)
    idea = _locked(idea)
    permissions.check_can_publish(by, idea)
    if idea.status == IdeaStatus.DRAFT:
        _check_draft_was_read(idea, draft_version)
    if not selectors.team_of(idea).exists():
        raise Conflict(_("Ý tưởng chưa có bạn nào trong nhóm. Thầy cô thêm ít nhất một em trước khi đăng."))
    if idea.status != IdeaStatus.PUBLISHED:
        action = "publish_draft" if idea.status == IdeaStatus.DRAFT else "publish"
        idea.status = rules.IDEA.target(idea.status, action)
        idea.published_at, idea.published_by = clock.now(), by
    idea.visibility = visibility
    idea.save()
    _keep_version(idea, by)
    events.idea_changed.publish(idea.pk)
    return idea


@signed
@transaction.atomic
def withdraw(*, idea: Idea, by: User) -> Idea:
    """Back to a draft: from this moment only the team and its school see it."""
    idea = _locked(idea)
    permissions.check_can_withdraw(by, idea)
    _move(idea, "withdraw")
    events.idea_changed.publish(idea.pk)
    return idea


@signed
@transaction.atomic
def archive(*, idea: Idea, by: User) -> Idea:
    """Put it away for good; its pupils are free for another team of the season."""
    idea = _locked(idea)
    permissions.check_can_archive(by, idea)
    if Engagement.objects.filter(proposal__idea=idea, status=EngagementStatus.ACTIVE).exists():
        raise Conflict(_("Nhóm đang có người đồng hành. Hãy khép lại buổi đồng hành trước."))
    was_published = idea.status == IdeaStatus.PUBLISHED
    _move(idea, "archive")
    trail.update(selectors.team_of(idea), left_at=clock.now())
    if was_published:
        events.idea_changed.publish(idea.pk)
    return idea


@signed
@transaction.atomic
def add_member(*, idea: Idea, pupil: User, by: User) -> TeamMember:
    """At most five, of the club's own school, one team a season: said kindly here, guarded by the database."""
    idea = _locked(idea)
    permissions.check_can_add(by, idea, pupil)
    member = _give_place(idea, pupil)
    _tell_if_published(idea)
    return member


@signed
@transaction.atomic
def remove_member(*, idea: Idea, pupil: User, by: User) -> Idea:
    idea = _locked(idea)
    permissions.check_can_remove(by, idea, pupil)
    if not take_from_team(idea=idea, pupil=pupil):
        raise Conflict(_("Bạn ấy không còn ở trong nhóm này."))
    return idea


def take_from_team(*, idea: Idea, pupil: User) -> bool:
    """End a pupil's place without asking who may: `remove_member` and `services.clubs.leave` have asked.

    An idea nobody is left to answer for goes back to a draft.
    """
    if not trail.update(selectors.team_of(idea).filter(pupil=pupil), left_at=clock.now()):
        return False
    _tell_if_published(idea)
    if not selectors.team_of(idea).exists() and idea.status == IdeaStatus.SUBMITTED:
        _move(idea, "return")
    if not selectors.team_of(idea).exists() and idea.status == IdeaStatus.PUBLISHED:
        _move(idea, "withdraw")
    return True


def _check_draft_was_read(idea: Idea, version: int | None) -> None:
    if version is None:
        raise Conflict(
            _("Ý tưởng còn là bản nháp, nhóm chưa gửi thầy cô. Muốn vẫn đăng, thầy cô xác nhận thêm một bước.")
        )
    if version != idea.version:
        raise Conflict(_("Nhóm vừa sửa ý tưởng trong lúc thầy cô đọc. Mời thầy cô đọc lại bản mới rồi hãy đăng."))


def _give_place(idea: Idea, pupil: User) -> TeamMember:
    _check_may_join(idea, pupil)
    taken = set(selectors.team_of(idea).values_list("place", flat=True))
    free = next(place for place in range(1, TEAM_SIZE + 1) if place not in taken)
    try:
        with transaction.atomic():
            return TeamMember.objects.create(idea=idea, pupil=pupil, season=idea.season, place=free)
    except IntegrityError:
        # Somebody was quicker: with what they did in view, the checks say which rule it is now.
        _check_may_join(idea, pupil)
        raise Conflict(_("Nhóm vừa có thay đổi. Hãy tải lại trang rồi thử lại.")) from None


def _check_may_join(idea: Idea, pupil: User) -> None:
    if not gates.pupils_in_schools(frozenset({idea.club.school_id})).filter(pk=pupil.pk).exists():
        raise Invalid(_("Chỉ học sinh đang học ở trường của câu lạc bộ mới vào nhóm được."), field="pupil")
    place = TeamMember.objects.filter(pupil=pupil, season=idea.season, left_at=None).first()
    if place is not None and place.idea_id == idea.pk:
        raise Conflict(_("Bạn ấy đã ở trong nhóm rồi."))
    if place is not None:
        raise Conflict(_("Mỗi học sinh ở một nhóm trong một năm học, và bạn này đã có nhóm."))
    if selectors.team_of(idea).count() >= TEAM_SIZE:
        raise Conflict(_("Nhóm đã đủ %(size)s bạn.") % {"size": TEAM_SIZE})


def _keep_version(idea: Idea, by: User, note: str = "") -> None:
    """One more version when something is new in it."""
    content = idea_content.read(idea)
    last = IdeaVersion.objects.filter(idea=idea).first()
    if note:
        content["note"] = note
    elif last is not None and {**last.content, "note": ""} == {**content, "note": ""}:
        return
    idea.version = last.number + 1 if last else 1
    idea.save(update_fields=["version", "changed_at"])
    IdeaVersion.objects.create(idea=idea, number=idea.version, content=content, author=by)


def _move(idea: Idea, action: str) -> Idea:
    idea.status = rules.IDEA.target(idea.status, action)
    idea.save(update_fields=["status", "changed_at"])
    events.idea_moved.publish(idea.pk, action)
    return idea


def _tell_if_published(idea: Idea) -> None:
    if idea.status == IdeaStatus.PUBLISHED:
        events.idea_changed.publish(idea.pk)


def _locked(idea: Idea) -> Idea:
    """The row as it is now, held until the end of the transaction: two people at once act one after the other."""
    return Idea.objects.select_for_update(of=("self",)).select_related("club", "season", "field").get(pk=idea.pk)
