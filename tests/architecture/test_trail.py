"""Every change leaves a trail: which models have one, and that no service writes past it or unsigned."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from core import trail
from core.actors import Background
from people.selectors import history
from people.selectors.history_values import label_of
from tests.architecture import doors
from tests.architecture.test_rules import ROOT, own_code, shown

OURS = ("people", "network", "matching", "messaging", "visits")
# Models whose rows have no trail, each with the reason.
WITHOUT = {
    "people.AlumnusClaim": "decided once; by whom and when stands in the row",
    "people.ClearanceRequest": "decided once; by whom and when stands in the row",
    "people.ConductSignature": "written once, never changed",
    "people.Delegation": "given and taken back once; by whom and when stands in the row",
    "people.Invitation": "a one-time link",
    "people.OrganisationChange": "decided once; by whom and when stands in the row",
    "people.OrganisationStep": "a trail itself",
    "people.QuizTry": "drawn and answered once",
    "people.Reference": "asked, answered and settled once; each moment stands in the row",
    "people.ReferenceLink": "a one-time link",
    "people.RollOver": "written once; the affiliations it moves have a trail",
    "people.Roster": "an uploaded list until it is applied; what it makes has a trail",
    "people.AdminUnit": "the official list, from migrations",
    "people.Concern": "its actions are its trail, each sealed into the next",
    "people.ConcernAction": "a trail itself; triggers keep it",
    "people.DataExport": "a file for a week",
    "people.GuardianCode": "six digits for some minutes",
    "people.GuardianLink": "a one-time link",
    "people.Notice": "a line of an inbox",
    "people.NoticePreference": "what somebody likes to be told",
    "people.RecordRead": "a log itself; triggers keep it",
    "people.SealedCopy": "written once; triggers keep it",
    "people.TextMessage": "on its way; its words are wiped",
    "people.TrailOpening": "never outlives its transaction",
    "network.CheckIn": "written once, never changed",
    "network.Closing": "written once, never changed",
    "network.Field": "the official list, from migrations",
    "network.IdeaVersion": "a trail itself",
    "network.ImportBatch": "an uploaded sheet until it is applied; what it makes has a trail",
    "network.Need": "kept with each version of its idea",
    "network.ProposalEvent": "a trail itself",
    "network.Season": "the calendar of school years",
    "matching.Exposure": "a computation",
    "matching.ConceptUse": "derived from the texts",
    "matching.Outcome": "written once; a note is taken out when its author is forgotten",
    "matching.RoundPair": "a computation; who kept it or took it out, and when, stands in the row",
    "matching.Run": "a computation",
    "matching.Suggestion": "a computation",
    "messaging.Attachment": "uploaded once; goes with its message or its uploader",
    "messaging.Conversation": "counts what is said in it; its lines say what became of it",
    "messaging.Message": "keeps what was written, who decided on it and when; never edited by its author",
    "messaging.Reaction": "a sign on a message",
    "messaging.Reading": "how far somebody has read",
    "visits.HeadCount": "written once, never changed",
    "visits.Mark": "written once; the next one corrects it",
    "visits.Arrival": "written once, never changed",
    "visits.CalendarFeed": "made and revoked once; both moments stand in the row",
    "visits.CalendarLetter": "written once, never changed",
    "visits.Busy": "follows from the visit or session, which has a trail",
    "visits.Credit": "follows from the visit or session, which has a trail",
    "visits.Evaluation": "written once, never changed",
    "visits.Feedback": "written once, never changed",
    "visits.PlacementEvent": "a trail itself",
    "visits.Reflection": "what a pupil crossed out is nobody's",
    "visits.VisitEvent": "a trail itself",
}
PAST_THE_TRAIL = {"update", "bulk_create", "bulk_update", "abulk_create", "aupdate", "_raw_delete"}
# Where rows are written past `save`, and why no trail is lost.
ALLOWED = {
    "core/trail.py update": "the trail's own",
    "core/trail.py create": "the trail's own",
    "core/trail.py _note_links": "the trail's own",
    "config/demo/batch.py _save": "notes the trail itself",
    "config/demo/trials.py note": "outcomes have no trail",
    "config/catalogues.py _of_packages": "a dictionary",
    "config/demo/talks.py _write": "conversations and messages have no trail",
    "config/demo/talks.py tell": "conversations have no trail",
    "config/home.py of": "a dictionary",
    "matching/engine/neighbourhood.py _candidates": "a set",
    "matching/services/exposures.py _write": "exposures have no trail",
    "matching/selectors/term_effects.py effect": "a dictionary",
    "matching/services/concept_uses.py _write": "uses of concepts have no trail",
    "matching/services/concept_uses.py reread_all": "uses of concepts have no trail",
    "matching/services/holdings.py _say_nothing": "no change of anybody's; the trail is rewritten beside it",
    "matching/services/holdings.py _forget": "outcomes have no trail",
    "matching/services/holdings.py _forget_reasons": "pairs of rounds have no trail",
    "matching/services/round_jobs.py _collect": "pairs of rounds have no trail",
    "matching/services/round_jobs.py _tell": "how far the worker is has no trail",
    "matching/services/rounds.py take_plan": "pairs of rounds have no trail",
    "matching/services/lessons.py remember": "outcomes have no trail",
    "matching/services/outcomes.py offer_next": "suggestions have no trail",
    "matching/services/suggestions.py _replace": "suggestions have no trail",
    "messaging/services/readings.py follow_own": "readings have no trail",
    "messaging/services/sendings.py write": "messages are a trail themselves",
    "network/selectors/history_kinds.py register": "a dictionary",
    "visits/selectors/session_history.py register": "a dictionary",
    "visits/services/busy.py take": "busy times follow from the visit or session",
    "visits/services/session_forgetting.py _rewrite": "no change of anybody's; the trail is rewritten beside it",
    "visits/services/placement_seats.py give_back": "the counter of seats, which has no trail",
    "visits/services/placement_seats.py take": "the counter of seats, which has no trail",
    "visits/selectors/placement_history.py register": "a dictionary",
    "visits/selectors/history_kinds.py register": "a dictionary",
    "visits/services/seats.py give_back": "the counters of seats, which have no trail",
    "visits/services/seats.py resize": "the counters of seats, which have no trail",
    "visits/services/seats.py take": "the counters of seats, which have no trail",
    "network/services/engagements.py open_from": "the counter of seats, which has no trail",
    "network/services/engagements.py _finish": "the counter of seats, which has no trail",
    "network/services/idea_content.py put": "needs have no trail: versions keep them",
    "network/services/idea_content.py put_all": "needs have no trail: versions keep them",
    "network/services/ideas.py bring_in": "versions are a trail themselves",
    "network/services/import_jobs.py _fail": "batches have no trail",
    "network/services/import_jobs.py start": "batches have no trail",
    "network/services/imports.py _read_again": "batches have no trail",
    "network/services/imports.py _write": "batches have no trail",
    "network/services/post_content.py _link_fields": "fields of posts have no trail",
    "core/trail.py change": "the trail's own",
    "core/written.py __init__": "a dictionary",
    "network/services/former_pupils.py forget": "no change of the team's; the trail is rewritten beside it",
    "people/forms/joining.py clean": "a dictionary",
    "people/services/clearance_requests.py close": "requests have no trail",
    "people/services/delegations.py give": "delegations have no trail",
    "people/services/forgetting_checks.py references": "references have no trail",
    "people/services/forgetting_checks.py requests": "requests have no trail",
    "people/services/forgetting_checks.py signatures": "signatures have no trail",
    "people/services/forgetting_joining.py alumnus_claims": "claims have no trail",
    "people/services/forgetting_joining.py invitations": "one-time links have no trail",
    "people/services/invitations.py _given": "one-time links have no trail",
    "people/services/quizzes.py start": "tries have no trail",
    "people/services/references.py _close_links": "one-time links have no trail",
    "people/services/references.py _end": "references have no trail",
    "people/services/references.py answer": "references have no trail",
    "people/services/roster_writing.py _give_back": "lists have no trail",
    "people/services/roster_writing.py _prepare": "lists have no trail",
    "people/services/rosters.py tidy_up": "lists have no trail",
    "people/services/admin_units.py load_hai_phong": "the official list",
    "people/services/exports.py build": "copies of data have no trail",
    "people/services/exports.py _section": "copies of data have no trail",
    "people/services/forgetting.py guardian_letters": "links and codes have no trail",
    "people/services/guardian_codes.py close": "codes have no trail",
    "people/services/history.py scrub": "changes the trail itself, opened",
    "people/services/mail/notices.py _digest_to": "notices have no trail",
    "people/services/mail/notices.py _urgent_to": "notices have no trail",
    "people/services/notices.py read": "notices have no trail",
    "people/services/notices.py read_all": "notices have no trail",
    "people/services/notices.py send": "notices have no trail",
    "people/services/phones.py _confirm": "links and codes have no trail",
    "people/services/read_log.py record": "a log itself",
    "people/services/secret_links.py use": "one-time links have no trail",
    "people/services/text_messages.py _put_back": "messages have no trail",
    "people/services/text_messages.py deliver": "messages have no trail",
    "people/services/text_messages.py deliver_waiting": "messages have no trail",
    "people/services/secret_links.py revoke": "one-time links have no trail",
    "visits/services/day.py take": "marks have no trail",
}


def test_every_model_has_a_trail_or_a_reason() -> None:
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    bare = {
        model._meta.label
        for model in models
        if not trail.is_kept_for(model) and not model._meta.object_name.startswith("Historical")
    }
    assert bare == set(WITHOUT)


def test_nothing_is_written_past_the_trail() -> None:
    ours = (path for path in own_code() if path.relative_to(ROOT).parts[0] != "bench")
    found = {f"{shown(path)} {name}" for path in ours for name in _writers(path)}
    assert sorted(found - set(ALLOWED)) == [], "Use core.trail.update or core.trail.create, or say why not."
    assert sorted(set(ALLOWED) - found) == [], "These are not needed any more."


def _writers(path: Path) -> Iterator[str]:
    """Names of functions in which a call of one of `PAST_THE_TRAIL` stands, but those of `core.trail`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and any(_is_past(call) for call in ast.walk(node)):
            yield node.name


def _is_past(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    owner = node.func.value
    return node.func.attr in PAST_THE_TRAIL and not (isinstance(owner, ast.Name) and owner.id == "trail")


def _modules(folder: str) -> Iterator[str]:
    for label in OURS:
        for path in sorted((ROOT / label / folder).rglob("*.py")):
            if path.stem != "__init__":
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts)


def test_every_service_of_somebody_is_signed() -> None:
    unsigned = []
    for name in _modules("services"):
        for word, thing in vars(importlib.import_module(name)).items():
            own = inspect.isfunction(thing) and thing.__module__ == name and not word.startswith("_")
            by = inspect.signature(thing).parameters.get("by") if own else None
            if by is not None and by.kind is by.KEYWORD_ONLY and not hasattr(thing, "is_signed"):
                unsigned.append(f"{name}.{word}")
    assert unsigned == [], "Put @signed of core.actors above it: the trail asks who acts."


def test_every_task_is_named() -> None:
    unnamed = []
    for label in OURS:
        module = importlib.import_module(f"{label}.tasks")
        for word, thing in vars(module).items():
            if inspect.isfunction(thing) and thing.__module__ == module.__name__ and not word.startswith("_"):
                unnamed.append(f"{label}.tasks.{word}")
        assert any(isinstance(thing, Background) for thing in vars(module).values())
    assert unnamed == [], "Put @background(…) of core.actors above it: the trail says which job acted."


@pytest.mark.parametrize("kind", sorted(history.KINDS))
def test_every_column_a_history_shows_exists_and_has_a_name(kind: str) -> None:
    for part in history.KINDS[kind].parts:
        kept = {field.name for field in trail.rows_of(part.model).model._meta.get_fields()}
        assert {*part.fields, *([part.about] if part.about else [])} <= kept
        assert all(label_of(part.model, name) for name in (*part.fields, *part.links))


def test_every_door_to_a_history_only_reads() -> None:
    histories = [door for door in doors.every().values() if "history" in door.name]
    assert {door.methods for door in histories} == {("GET",)}
    assert not apps.is_installed("django.contrib.admin")


def test_only_the_forgetting_opens_the_trail() -> None:
    opening = [shown(path) for path in own_code() if "TrailOpening" in path.read_text(encoding="utf-8")]
    assert opening == [
        "config/demo/loader.py",
        "people/models/__init__.py",
        "people/models/trail_opening.py",
        "people/services/history.py",
    ]
