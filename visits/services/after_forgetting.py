"""How what follows a visit lets a person go: certificates say "không còn", words go or lose the name.

Inside the erasure's transaction or the pseudonymisation's, with the trail open. What is counted stays.
"""

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from network.services.former_pupils import without
from people import personal_data
from people.models import User
from people.personal_data import Holding
from people.services import history
from visits.models import Attendee, Certificate, Feedback, Reflection
from visits.selectors import after_own_data as own_data

_TOLD = ("seen", "surprised", "onward", "word")
_SAID = ("well", "better")


def register() -> None:
    """Forgotten from the last to the first: names go out of texts while the person still has one."""
    personal_data.register(
        Holding("reflections", _("Bài kể lại chuyến đi"), own_data.reflections, forget_reflections),
        Holding("certificates", _("Giấy chứng nhận"), own_data.certificates, forget_certificates),
        Holding("feedbacks", _("Phản hồi sau chuyến đi"), own_data.feedbacks, forget_words),
        Holding("credits", _("Giờ đóng góp"), own_data.hours_given),
    )


def forget_reflections(person: User) -> None:
    """The pupil's own words, and the kind words a teacher wrote."""
    Reflection.objects.filter(attendee__pupil=person).delete()
    for row in Reflection.objects.filter(word_by=person).exclude(word=""):
        row.word = ""
        row.save()


def forget_certificates(person: User) -> None:
    _close(person.pk)


def forget_words(person: User) -> None:
    for row in Feedback.objects.filter(author=person):
        row.well = row.better = ""
        row.save()
    replace_name(person.pk, person.full_name, history.NAME)


def pseudonymised(pupil: int, name: str, instead: str) -> None:
    """Subscribed to `people.events.pupil_pseudonymised`: there is no name left that a paper could be compared with."""
    _close(pupil)
    replace_name(pupil, name, instead)


def replace_name(person: int, name: str, instead: str) -> None:
    """In every text of the visits the person went on, organised or went along to."""
    replaced = without(name, instead)
    part = Q(visit__attendees__pupil=person) | Q(visit__organiser=person) | Q(visit__staff__person=person)
    visits = list(Attendee.objects.filter(part).values_list("visit", flat=True).distinct())
    for telling in Reflection.objects.filter(attendee__visit__in=visits):
        _rewrite(telling, _TOLD, replaced)
    for feedback in Feedback.objects.filter(visit__in=visits):
        _rewrite(feedback, _SAID, replaced)
    for row in Certificate.objects.filter(attendee__visit__in=visits).exclude(reason=""):
        before = row.reason
        row.reason = replaced(before)
        if row.reason != before:
            row.save()
            history.scrub(Certificate, {"id": row.pk, "reason": before}, reason=row.reason)


def _close(pupil: int) -> None:
    for row in Certificate.objects.filter(attendee__pupil=pupil, forgotten_at=None):
        row.forgotten_at = clock.now()
        row.save()


def _rewrite(row: Reflection | Feedback, columns: tuple[str, ...], replaced: Callable[[str], str]) -> None:
    changed = {name: new for name in columns if (new := replaced(getattr(row, name))) != getattr(row, name)}
    for name, text in changed.items():
        setattr(row, name, text)
    if changed:
        row.save()
