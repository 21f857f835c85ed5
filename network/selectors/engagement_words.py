"""What was written in an engagement that no teacher reads first: who reads it, and under which name of its author."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from network import guarded_words
from network.models import CheckIn, Closing, Engagement, Goal
from network.selectors import care_words, supporters
from network.selectors.engagements import Obstacle, is_in_school, names_are_open_to
from people.models import User
from people.selectors import gates, hats


def check_ins_for(viewer: User, engagement: Engagement, found: Sequence[Obstacle] | None = None) -> Sequence[CheckIn]:
    """`notes_of`, each as far as this viewer may read it: `_mark` says what stands beside it."""
    rows = notes_of(viewer, engagement, found)
    for row in rows:
        _mark(viewer, engagement, row)
        if row.is_kept:  # type: ignore[attr-defined]
            row.done, row.next_step = care_words.kept_back(), ""
    return rows


def closings_for(viewer: User, engagement: Engagement) -> Sequence[Closing]:
    """Both sides' last words, each as far as this viewer may read it: `_mark` says what stands beside it."""
    rows = list(engagement.closings.all())
    for row in rows:
        _mark(viewer, engagement, row)
        if row.is_kept:  # type: ignore[attr-defined]
            row.best, row.better, row.thanks = care_words.kept_back(), "", ""
    return rows


def goals_for(viewer: User, engagement: Engagement) -> Sequence[Goal]:
    """Each as far as this viewer may read it. The trail knows who wrote one that stays with its author."""
    rows = list(engagement.goals.all())
    held = [row.pk for row in rows if guarded_words.found_in(row.text)]
    written = Goal.history.filter(id__in=held, history_type="+").values_list("id", "history_user") if held else []
    authors = dict(written)
    for row in rows:
        row.author_id = authors.get(row.pk)  # type: ignore[attr-defined]
        _mark(viewer, engagement, row)
        if row.is_kept:  # type: ignore[attr-defined]
            row.text = care_words.kept_back()
    return rows


def goal_told(viewer: User, engagement: Engagement, text: str) -> str:
    """A goal's text in a list, where it is not asked who wrote it."""
    is_staff = engagement.proposal.idea.club.school_id in hats.of(viewer).staffed_school_ids
    return text if is_staff or not guarded_words.found_in(text) else care_words.kept_back()


def notes_of(viewer: User, engagement: Engagement, found: Sequence[Obstacle] | None = None) -> Sequence[CheckIn]:
    """The notes of the meetings, newest first, each with its author's `author_name` as this viewer may know it."""
    rows = list(engagement.check_ins.select_related("author").annotate(by_pupil=gates.is_enrolled("author"))[:50])
    _name(viewer, engagement, rows, found)
    return rows


def last_words_of(viewer: User, engagement: Engagement) -> Sequence[Closing]:
    """The closing answers as they were written, each with its author's `author_name` as this viewer may know it."""
    rows = list(engagement.closings.select_related("author").annotate(by_pupil=gates.is_enrolled("author")))
    _name(viewer, engagement, rows)
    return rows


def _mark(viewer: User, engagement: Engagement, row: CheckIn | Closing | Goal) -> None:
    """What is `found` for the school's staff to look at; to others it `is_kept` back then. `care` is for its author."""
    texts = row.words.values()
    told = guarded_words.found_in(*texts)
    is_staff = engagement.proposal.idea.club.school_id in hats.of(viewer).staffed_school_ids
    is_own = row.author_id == viewer.pk  # type: ignore[union-attr]
    row.found = told if is_staff else []  # type: ignore[union-attr]
    row.is_kept = bool(told) and not is_staff and not is_own  # type: ignore[union-attr]
    row.care = care_words.kind_words_for(viewer, *texts) if is_own and not is_staff else ""  # type: ignore[union-attr]


def _name(
    viewer: User,
    engagement: Engagement,
    rows: Sequence[CheckIn] | Sequence[Closing],
    found: Sequence[Obstacle] | None = None,
) -> None:
    in_school, named = is_in_school(viewer, engagement), names_are_open_to(viewer, engagement, found)
    hidden = supporters.hidden_from(viewer, engagement.proposal.post, [row.author_id for row in rows])
    for row in rows:
        name = row.author.full_name
        if row.author_id in hidden:
            name = supporters.nameless()
        elif row.by_pupil and not in_school:  # type: ignore[union-attr]
            name = row.author.given_name if named else _("Nhóm học sinh")
        row.author_name = name  # type: ignore[union-attr]
