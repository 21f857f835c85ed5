"""What pupils tell of a visit: kept as a draft until it is sent, answered with a kind word, shared without a name."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import tidy
from people.models import User
from visits import events, guarded_words
from visits.models import Attendee, Reflection
from visits.permissions import after as permissions
from visits.selectors import reflections as selectors
from visits.services import care


@dataclass(frozen=True)
class Told:
    """The three answers; a draft may be empty."""

    seen: str = ""
    surprised: str = ""
    onward: str = ""


@signed
@transaction.atomic
def save(*, attendee: Attendee, told: Told, send: bool, by: User) -> Reflection:
    """As a draft as often as one likes, once for good."""
    attendee = Attendee.objects.select_for_update(of=("self",)).select_related("visit__slot").get(pk=attendee.pk)
    permissions.check_can_reflect(by, attendee)
    row = Reflection.objects.filter(attendee=attendee).first() or Reflection(attendee=attendee)
    row.seen, row.surprised, row.onward = tidy(told.seen), tidy(told.surprised), tidy(told.onward)
    row.saved_at = clock.now()
    if send:
        _check_is_whole(row)
        row.sent_at = clock.now()
    row.save()
    if send:
        events.reflection_sent.publish(attendee.visit_id)
        care.watch_reflection(row, by)
    return row


@signed
@transaction.atomic
def answer(*, reflection: Reflection, word: str, by: User) -> Reflection:
    """A kind word back; another one takes its place."""
    row = _locked(reflection)
    permissions.check_minds(by, row.attendee.visit)
    if not tidy(word):
        raise Invalid(_("Phần này cần có vài chữ."), field="word")
    row.word, row.word_by = tidy(word), by
    row.save()
    events.reflection_answered.publish(row.attendee.visit_id, row.attendee.pupil_id)
    return row


@signed
@transaction.atomic
def share(*, reflection: Reflection, despite: bool = False, by: User) -> Reflection:
    """With the host. Contact details and calls for help are never shared; what else was found, `despite` it."""
    row = _locked(reflection)
    permissions.check_can_share(by, row)
    found = selectors.found_in(row)
    if guarded_words.never_shared(found):
        raise Conflict(_("Bài này có cách liên lạc hoặc điều cần thầy cô để tâm, nên chỉ ở lại trong trường."))
    if found and not despite:
        raise Conflict(_("Bài này có chỗ cần thầy cô đọc kỹ. Nếu vẫn muốn chia sẻ, hãy đánh dấu đã đọc kỹ."))
    row.shared_at, row.shared_by = clock.now(), by
    row.save()
    events.reflection_shared.publish(row.attendee.visit_id)
    return row


def _check_is_whole(row: Reflection) -> None:
    empty = {part: _("Em viết vài chữ cho câu này nhé.") for part in selectors.PARTS if not getattr(row, part)}
    if empty:
        raise Invalid(errors={part: [text] for part, text in empty.items()})


def _locked(reflection: Reflection) -> Reflection:
    rows = Reflection.objects.select_for_update(of=("self",)).select_related("attendee__visit")
    return rows.get(pk=reflection.pk)
