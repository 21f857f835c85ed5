"""One call for help that waits for the demonstration's school, and what is new in the inboxes."""

from django.urls import reverse

from config.demo.logins import LOGINS
from network import notice_kinds
from network.models import Engagement
from network.selectors import proposals
from people import concern_subjects
from people.enums import ConcernWorry
from people.models import User
from people.services import concerns, notices, subjects

_TEXT = "Anh hỏi số Zalo của em để nhắn cho nhanh. Em không biết có nên cho không."
_SHOWN = 3


def tell() -> None:
    """By the services themselves, after everything else is written."""
    pupil = User.objects.get(username="demo-pupil")
    running = Engagement.objects.filter(proposal__idea__team__pupil=pupil).earliest("pk")
    page = subjects.behind(concern_subjects.reference("engagement", running.pk, pupil), pupil)
    someone = page.people[0] if page else None
    report = concerns.Report(worry=ConcernWorry.CONTACT, text=_TEXT, subject=page, person=someone, hides_reporter=True)
    concerns.report(report=report, by=pupil)
    for person in User.objects.filter(username__in=[login.username for login in LOGINS]):
        for asked in proposals.waiting_for(person)[:_SHOWN]:
            path = reverse("proposal_detail", args=[asked.pk])
            facts = {"idea": asked.idea.title, "post": asked.post.title}
            notices.send(to=[person.pk], kind=notice_kinds.PROPOSAL_ASKED, path=path, **facts)
