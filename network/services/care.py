"""When words in an engagement say that somebody wishes to harm themselves: whoever leads safety there knows at once.

The author reads a kind sentence with helpline 111 beside them (`selectors/engagement_words.py`).
"""

from django.utils.translation import gettext as _

from network import guarded_words
from network.models import CheckIn, Closing
from people.services import care_calls, subjects
from people.services.care_calls import Call


def watch(row: CheckIn | Closing) -> None:
    """After it was saved, within its transaction. What the adviser writes is the adviser's to act on."""
    harm = any(one.is_harm for one in guarded_words.found_in(*row.words.values()))
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
