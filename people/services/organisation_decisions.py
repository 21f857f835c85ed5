"""The decisions on an organisation as one choice: which are open to somebody now, and carrying one out."""

from core.actors import signed
from people import rules
from people.enums import OrganisationAct, OrganisationStatus
from people.models import Organisation, User
from people.permissions import organisations as permissions
from people.selectors import organisation_files as file_selectors
from people.selectors import organisations as selectors
from people.services import organisation_files, organisations

_MOVES = {
    OrganisationAct.VERIFY: organisations.verify,
    OrganisationAct.REQUEST_CHANGES: organisations.request_changes,
    OrganisationAct.REFUSE: organisations.refuse,
    OrganisationAct.REOPEN: organisations.reopen,
}
_OF_CHANGES = [OrganisationAct.ACCEPT_CHANGE, OrganisationAct.REFUSE_CHANGE]
_LAST_WORD = {OrganisationAct.REFUSE, OrganisationAct.REOPEN}
EVERY = [*_MOVES, OrganisationAct.RECOMMEND, *_OF_CHANGES]


def open_to(user: User, organisation: Organisation) -> list[OrganisationAct]:
    if not permissions.can_verify(user, organisation):
        return []
    if organisation.status == OrganisationStatus.VERIFIED:
        return _OF_CHANGES if file_selectors.waiting_change_of(organisation) else []
    moves = {row.action for row in rules.ORGANISATION.allowed(organisation.status)}
    closed = set() if permissions.can_refuse(user, organisation) else _LAST_WORD
    acts = [act for act in _MOVES if act in moves and act not in closed]
    if organisation.status in selectors.WAITING and permissions.can_recommend(user, organisation):
        acts.append(OrganisationAct.RECOMMEND)
    return acts


@signed
def decide(*, organisation: Organisation, act: OrganisationAct, reason: str, by: User) -> None:
    """`act` is one of `EVERY`; each service says whether it may and can be."""
    if act in _MOVES:
        _MOVES[act](organisation=organisation, reason=reason, by=by)
    elif act == OrganisationAct.RECOMMEND:
        organisations.recommend(organisation=organisation, reason=reason, by=by)
    else:
        accepted = act == OrganisationAct.ACCEPT_CHANGE
        organisation_files.decide_waiting(organisation=organisation, accepted=accepted, reason=reason, by=by)
