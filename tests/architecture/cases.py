"""The words of the cases of concern in the small world, and who may read which of them."""

from people.enums import ConcernAct
from people.models import Concern, ConcernAction
from people.services import concern_work

# Nothing else in this world says so.
REPORTED = "Anh ấy hỏi em hay đi đâu một mình"
NOTED = "Ghichúkín của người phụ trách"
ANSWER = "Lờinhắnkín cho người báo"
DESK = {"admin", "department"}


def told() -> list[str]:
    """The texts of the cases, with a note and an answer in each; and whatever leads to one."""
    leads = {case.pk: case.actions.exclude(by=None).first().by for case in Concern.objects.all()}
    for case in Concern.objects.exclude(status="closing"):
        concern_work.note(concern=case, act=ConcernAct.NOTED, text=NOTED, by=leads[case.pk])
        concern_work.answer(concern=case, text=ANSWER, by=leads[case.pk])
    links = [f"/concerns/{pk}/" for pk in leads]
    digests = list(ConcernAction.objects.values_list("digest", flat=True))
    return [REPORTED, NOTED, *links, *digests]


def leaks(text: str, role: str, words: list[str]) -> list[str]:
    """What of them stands in an answer to this role. The pupil who wrote reads the answer and no more."""
    if role in DESK:
        return []
    return [word for word in words if word in text] + [ANSWER] * (ANSWER in text and role != "pupil")
