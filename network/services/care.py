"""When words that no teacher reads first say that somebody wishes to harm themselves: who leads safety knows at once.

The author reads a kind sentence with helpline 111 beside them (`selectors/care_words.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from network import guarded_words
from network.models import CheckIn, Closing, Goal, Proposal
from people.models import User
from people.selectors import hats
from people.services import care_calls, subjects
from people.services.care_calls import Call


@dataclass(frozen=True)
class Written:
    """Words on a `page` that belongs to a school; in `text` how a case that begins with them says where they stood."""

    words: Mapping[str, str]
    page: tuple[str, int]
    school: int
    text: str


def hear(written: Written, by: User) -> None:
    """After it was saved, within its transaction. What the school's own staff write is theirs to act on."""
    if written.school in hats.of(by).staffed_school_ids or not guarded_words.calls_for_help(*written.words.values()):
        return
    care_calls.take(Call(by, written.words, subjects.described(*written.page, by), written.text))


def watch_goal(row: Goal, by: User) -> None:
    text = _(
        "Máy nhận thấy một mục tiêu của buổi đồng hành có thể là lời muốn làm đau chính mình. "
        "Lời ấy có trong bản sao kèm theo."
    )
    school = row.engagement.proposal.idea.club.school_id
    hear(Written(row.words, ("engagement", row.engagement_id), school, text), by)


def watch_proposal(row: Proposal, note: str, by: User) -> None:
    """What came with the asking, and what was written to and fro."""
    text = _(
        "Máy nhận thấy lời nhắn của một đề nghị kết nối có thể là lời muốn làm đau chính mình. "
        "Lời ấy có trong bản sao kèm theo."
    )
    hear(Written({"note": note}, ("proposal", row.pk), row.idea.club.school_id, text), by)


def watch(row: CheckIn | Closing) -> None:
    """After it was saved, within its transaction. What the adviser writes is the adviser's to act on."""
    harm = guarded_words.calls_for_help(*row.words.values())
    if not harm or row.author_id == row.engagement.proposal.idea.club.adviser_id:
        return
    page = subjects.described("engagement", row.engagement_id, row.author)
    care_calls.take(Call(row.author, row.words, page, _report(row)))


def _report(row: CheckIn | Closing) -> str:
    if isinstance(row, Closing):
        return _(
            "Máy nhận thấy lời khép lại một lần đồng hành có thể là lời muốn làm đau chính mình. "
            "Lời ấy có trong bản sao kèm theo."
        )
    return _(
        "Máy nhận thấy một ghi chép buổi gặp có thể là lời muốn làm đau chính mình. Ghi chép có trong bản sao kèm theo."
    )
