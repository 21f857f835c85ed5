"""The pages of conversations: the list, one of them, and what its script asks for."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.errors import Invalid, Problem
from core.permissions import reason
from messaging import wording
from messaging.forms.messages import MessageForm
from messaging.kinds import KINDS, Standing
from messaging.models import Conversation, Message
from messaging.permissions import conversations as permissions
from messaging.rules import FILES_A_MESSAGE
from messaging.selectors import conversations as selectors
from messaging.selectors import frames, inbox, readings, threads
from messaging.selectors import messages as message_selectors
from messaging.services import conversations as services
from messaging.services import messages as message_services
from messaging.services import name_reads
from messaging.services import readings as reading_services

_BIGGEST = 2**31 - 1


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """`?beside=7`: the list alone, for the page of that conversation."""
    piece = inbox.piece_for(request.user, request.GET.get("page"))
    rows = inbox.rows_of(request.user, piece.rows)
    beside = _number(request.GET.get("beside"))
    name = "_conversation_rows" if beside else "conversation_list"
    context = {"rows": rows, "piece": piece, "open_pk": beside}
    return render(request, f"messaging/{name}.html", context)


@login_required
@require_POST
def open_about(request: HttpRequest, kind: str, subject: int) -> HttpResponse:
    conversation = services.open_about(kind=kind, subject=subject, by=request.user)
    return redirect("conversation_detail", conversation.pk)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, and its form for browsers without a script. What was typed comes back with whatever refuses it."""
    conversation, here = selectors.get_for(request.user, pk)
    form = MessageForm(request.POST or None)
    if request.method != "POST":
        return _page(request, conversation, here, MessageForm(initial={"client_id": uuid4()}))
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            message_services.send(conversation=pk, draft=form.draft(), by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        except Problem as problem:
            form.add_error(None, problem.sentence)
            status = problem.status
        else:
            return redirect(f"{reverse('conversation_detail', args=[pk])}#composer")
    return _page(request, conversation, here, form, status)


@login_required
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """For the script: what is older (`?before=`) or newer (`?after=&change=`), and sending where no socket opens."""
    try:
        conversation, here = selectors.get_for(request.user, pk)
        if request.method == "POST":
            return JsonResponse(_sent(request, MessageForm(request.POST), pk), status=HTTPStatus.CREATED)
        return JsonResponse(_asked(request, conversation, here))
    except Problem as problem:
        answer = {"t": "no", "status": int(problem.status), "why": problem.sentence}
        return JsonResponse(answer, status=problem.status)


def _sent(request: HttpRequest, form: MessageForm, pk: int) -> dict[str, Any]:
    if not form.is_valid():
        raise Invalid(errors={name: list(said) for name, said in form.errors.items()})
    message = message_services.send(conversation=pk, draft=form.draft(), by=request.user)
    return {"t": "ack", **frames.waiting(message)}


def _asked(request: HttpRequest, conversation: Conversation, here: Standing) -> dict[str, Any]:
    after, change = _number(request.GET.get("after")), _number(request.GET.get("change"))
    if "after" in request.GET:
        found = message_selectors.after(conversation, after, message_selectors.PAGE)
        changed = frames.prepared(
            conversation.messages.filter(change__gt=change, seq__lte=after)
            .select_related("reply_to")
            .order_by("change")[: message_selectors.PAGE]
        )
    else:
        found, changed = message_selectors.before(conversation, _number(request.GET.get("before")) or None), []
    known = threads.voices(request.user, here)
    name_reads.noted(request.user, conversation, here)
    _own, held = threads.waiting(request.user, conversation, here)
    return {
        "held": held,
        "messages": [frames.facts_of(message) for message in found],
        "changes": [frames.facts_of(message) for message in changed],
        "quotes": threads.quotes(found, known),
        "heads": [conversation.head_seq, conversation.head_change],
    }


def _page(
    request: HttpRequest, conversation: Conversation, here: Standing, form: MessageForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    user = request.user
    before = _number(request.GET.get("before")) or None
    shown = message_selectors.before(conversation, before)
    known = threads.voices(user, here)
    read_by = readings.of(user, conversation, here)
    own_waiting, held = threads.waiting(user, conversation, here)
    side = permissions.check_is_member(user, here).side
    name_reads.noted(request.user, conversation, here)
    context = {
        "conversation": conversation,
        "kind": KINDS[conversation.kind],
        "about": selectors.about(user, [conversation]).get(conversation.pk),
        "lines": threads.lines(shown, known),
        "waiting": [frames.waiting(message) for message in own_waiting],
        "care": wording.care(side),
        "held": held,
        "others": threads.others(known),
        "obstacles": [] if here.is_closed else wording.obstacles(here.obstacles, side),
        "here": here,
        "why_not": reason(permissions.check_can_write, user, here),
        "earlier": shown[0].seq if shown and (shown[0].seq or 1) > 1 else None,
        "is_newest": before is None,
        "seen_by": _seen_by(shown, user.pk, read_by, known),
        "form": form,
        "data": _data(request, conversation, here, shown, known, read_by, own_waiting) if before is None else None,
    }
    answer = render(request, "messaging/conversation_detail.html", context, status=status)
    if request.method == "GET" and before is None and read_by.get(user.pk, 0) < conversation.head_seq:
        reading_services.seen(conversation=conversation, here=here, seq=conversation.head_seq, by=user)
    return answer


def _data(
    request: HttpRequest,
    conversation: Conversation,
    here: Standing,
    shown: list[Message],
    known: dict[int, threads.Voice],
    read_by: dict[int, int],
    own_waiting: list[Message],
) -> dict[str, Any]:
    """What the page's script begins with."""
    me, side = request.user.pk, permissions.check_is_member(request.user, here).side
    return {
        "me": me,
        "side": side,
        "c": conversation.pk,
        "place": [conversation.head_seq, conversation.head_change],
        "read": read_by.get(me, 0),
        "readings": {pk: seq for pk, seq in read_by.items() if pk != me},
        "members": {pk: vars(voice) for pk, voice in known.items()},
        "messages": [frames.facts_of(message) for message in shown],
        "quotes": threads.quotes(shown, known),
        "waiting": [frames.waiting(message) for message in own_waiting],
        "may_write": here.is_open,
        "most_files": FILES_A_MESSAGE,
        "urls": {
            "messages": reverse("conversation_messages", args=[conversation.pk]),
            "upload": reverse("message_file_upload", args=[conversation.pk]),
            # The script puts the number of the file, or of the message, in the place of the 0.
            "file": reverse("message_file", args=[0]),
            "hide": reverse("message_hide", args=[0]) if permissions.can_review(request.user, here) else "",
        },
        "words": wording.for_script(side),
    }


def _seen_by(shown: list[Message], me: int, read_by: dict[int, int], known: dict[int, threads.Voice]) -> list[str]:
    """Who has read the last message one wrote."""
    last = next((message.seq or 0 for message in reversed(shown) if message.author_id == me), _BIGGEST)
    return [known[pk].name for pk, seq in read_by.items() if pk != me and seq >= last]


def _number(asked: str | None) -> int:
    """A number of a message or a conversation; 0 for whatever is none."""
    is_number = asked is not None and asked.isascii() and asked.isdigit() and len(asked) < 11
    return min(int(asked or 0), _BIGGEST) if is_number else 0
