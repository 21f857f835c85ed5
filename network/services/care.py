"""When a note of a meeting says that somebody wishes to harm themselves: whoever leads safety there knows at once."""

from django.utils.translation import gettext as _

from network import guarded_words
from network.models import CheckIn
from network.services import concern_subjects
from people.services import concerns


def watch(note: CheckIn) -> None:
    """After it was saved, within its transaction. What the adviser notes is the adviser's to act on."""
    harm = any(one.is_harm for one in guarded_words.found_in(note.done, note.next_step))
    if not harm or note.author_id == note.engagement.proposal.idea.club.adviser_id:
        return
    subject = concern_subjects.engagement(note.author, note.engagement_id)
    text = _(
        "Máy nhận thấy một ghi chép buổi gặp có thể là lời muốn làm đau chính mình. Ghi chép có trong bản sao kèm theo."
    )
    concerns.call_for_care(subject=subject, text=text)
