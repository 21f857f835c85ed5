"""What the operations take and answer with, in one place: pages, sockets and the API speak of the same facts."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from messaging.enums import Emoji, HoldReason, MemberSide, MessageState, Obstacle
from messaging.models import LONGEST
from messaging.services.reviews import LONGEST_REASON

_MOST = 2**31 - 1


class ObstacleSerializer(serializers.Serializer):  # type: ignore[type-arg]
    code = serializers.ChoiceField(Obstacle.choices, help_text="Why nobody may write just now.")
    sentence = serializers.CharField()


class TalkMemberSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField()
    side = serializers.ChoiceField(MemberSide.choices)
    name = serializers.CharField(allow_blank=True, help_text="Empty where the reader may not know it just now.")


class ConversationSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField()
    kind = serializers.CharField()
    subject = serializers.IntegerField(help_text="The engagement, team's idea, proposal or visit it is about.")
    title = serializers.CharField(allow_blank=True)
    place = serializers.CharField(allow_blank=True)
    about_url = serializers.CharField(allow_blank=True)
    last_at = serializers.DateTimeField()
    head_seq = serializers.IntegerField()
    head_change = serializers.IntegerField()
    unread = serializers.IntegerField()
    is_open = serializers.BooleanField(help_text="Whether one may write.")
    is_closed = serializers.BooleanField()
    obstacles = ObstacleSerializer(many=True)


class ConversationDetailSerializer(ConversationSerializer):
    members = TalkMemberSerializer(many=True)


class OpenSerializer(serializers.Serializer):  # type: ignore[type-arg]
    kind = serializers.CharField(max_length=20)
    subject = serializers.IntegerField(min_value=1, max_value=_MOST)


class UnreadSerializer(serializers.Serializer):  # type: ignore[type-arg]
    unread = serializers.IntegerField()


class MessageFileSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField()
    name = serializers.CharField()
    type = serializers.CharField()
    size = serializers.IntegerField()
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)


class MessageSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """As `selectors/frames.py: facts_of` says it."""

    c = serializers.IntegerField(help_text="The conversation.")
    seq = serializers.IntegerField(help_text="Its place, without gaps.")
    change = serializers.IntegerField(help_text="The number of its last change; 0 while it is as it was delivered.")
    id = serializers.IntegerField()
    by = serializers.IntegerField(allow_null=True)
    side = serializers.CharField(allow_blank=True)
    client = serializers.CharField(allow_null=True)
    at = serializers.CharField(allow_null=True)
    html = serializers.CharField(allow_blank=True, help_text="Safe to show as it is; empty where it was hidden.")
    reply = serializers.IntegerField(allow_null=True)
    mentions = serializers.ListField(child=serializers.IntegerField())
    note = serializers.CharField(allow_blank=True, help_text="Of a line the site wrote.")
    details = serializers.ListField(child=serializers.CharField())
    edited = serializers.BooleanField()
    hidden = serializers.BooleanField()
    files = MessageFileSerializer(many=True)
    reactions = serializers.DictField(child=serializers.ListField(child=serializers.IntegerField()))


class SentSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """As `selectors/frames.py: waiting` says it: what an author sees of the own message."""

    c = serializers.IntegerField()
    id = serializers.IntegerField()
    client = serializers.CharField()
    state = serializers.ChoiceField(MessageState.choices)
    html = serializers.CharField(allow_blank=True)
    until = serializers.CharField(allow_null=True, help_text="When the quiet hours end that it waits for.")
    reason = serializers.CharField(allow_blank=True, help_text="Why it was blocked.")
    at = serializers.CharField()
    seq = serializers.IntegerField(allow_null=True)
    care = serializers.BooleanField(help_text="Show a kind word and helpline 111 right away.")


class MessagesSerializer(serializers.Serializer):  # type: ignore[type-arg]
    head_seq = serializers.IntegerField()
    head_change = serializers.IntegerField()
    results = MessageSerializer(many=True)
    waiting = SentSerializer(many=True, help_text="One's own that wait, or were blocked.")


class WhichSerializer(serializers.Serializer):  # type: ignore[type-arg]
    before = serializers.IntegerField(min_value=0, max_value=_MOST, required=False, help_text="Older than this place.")
    after = serializers.IntegerField(min_value=0, max_value=_MOST, required=False, help_text="Newer than this place.")
    count = serializers.IntegerField(min_value=1, max_value=100, default=50)


class SendSerializer(serializers.Serializer):  # type: ignore[type-arg]
    client_id = serializers.UUIDField(help_text="Your own number for it: sent twice, it is there once.")
    body = serializers.CharField(max_length=LONGEST, allow_blank=True, default="")
    reply_to = serializers.IntegerField(
        min_value=1, max_value=_MOST, required=False, allow_null=True, default=None, help_text="A place."
    )
    files = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=_MOST), max_length=20, default=list
    )


class SeqSerializer(serializers.Serializer):  # type: ignore[type-arg]
    seq = serializers.IntegerField(min_value=0, max_value=_MOST)


class ReactSerializer(SeqSerializer):
    emoji = serializers.ChoiceField(Emoji.choices)
    on = serializers.BooleanField(default=True)


class TalkFileUploadSerializer(serializers.Serializer):  # type: ignore[type-arg]
    file = serializers.FileField(help_text="A picture, PDF or office file without macros, at most 10 MB.")


class HeldPartSerializer(serializers.Serializer):  # type: ignore[type-arg]
    found = serializers.CharField(allow_blank=True, help_text="What was found in it, in words; else empty.")
    text = serializers.CharField()


class HeldLineSerializer(serializers.Serializer):  # type: ignore[type-arg]
    who = serializers.CharField()
    text = serializers.CharField()
    is_hidden = serializers.BooleanField()


class HeldMessageSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField(source="message.pk")
    conversation = serializers.IntegerField(source="message.conversation_id")
    title = serializers.CharField(source="about.title", default="")
    by = serializers.IntegerField(source="message.author_id")
    side = serializers.ChoiceField(MemberSide.choices, source="message.author_side")
    who = serializers.CharField()
    body = serializers.CharField(source="message.body")
    parts = serializers.SerializerMethodField()
    reasons = serializers.ListField(child=serializers.ChoiceField(HoldReason.choices), source="message.hold_reasons")
    why = serializers.ListField(child=serializers.CharField(), help_text="Why it waits, in words.")
    context = HeldLineSerializer(many=True, help_text="What was said just before.")
    files = MessageFileSerializer(many=True, source="message.attachments.all")
    written_at = serializers.DateTimeField(source="message.written_at")

    @extend_schema_field(HeldPartSerializer(many=True))
    def get_parts(self, row: Any) -> list[dict[str, str]]:
        return [{"found": found, "text": text} for found, text in row.parts]


class EditedSerializer(serializers.Serializer):  # type: ignore[type-arg]
    body = serializers.CharField(max_length=LONGEST)


class BlockSerializer(serializers.Serializer):  # type: ignore[type-arg]
    reason = serializers.CharField(max_length=LONGEST_REASON, help_text="Its author reads it.")


class DecidedSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField(source="pk")
    state = serializers.ChoiceField(MessageState.choices)
    seq = serializers.IntegerField(allow_null=True)
    not_before = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(source="review_reason")


class HitPieceSerializer(serializers.Serializer):  # type: ignore[type-arg]
    marked = serializers.BooleanField()
    text = serializers.CharField()


class HitSerializer(serializers.Serializer):  # type: ignore[type-arg]
    conversation = serializers.IntegerField(source="message.conversation_id")
    seq = serializers.IntegerField(source="message.seq")
    title = serializers.CharField(source="about.title", default="")
    who = serializers.CharField()
    at = serializers.DateTimeField(source="message.delivered_at")
    url = serializers.CharField(help_text="The conversation's page at this message.")
    pieces = serializers.SerializerMethodField()

    @extend_schema_field(HitPieceSerializer(many=True))
    def get_pieces(self, hit: Any) -> list[dict[str, Any]]:
        return [{"marked": marked, "text": text} for marked, text in hit.pieces]


class HitsSerializer(serializers.Serializer):  # type: ignore[type-arg]
    next_page = serializers.IntegerField(allow_null=True)
    results = HitSerializer(many=True)


def read(serializer: type[serializers.BaseSerializer[Any]], request: Request) -> dict[str, Any]:
    """The body as this serializer understands it; a ValidationError becomes the problem that names each field."""
    return _valid(serializer(data=request.data))


def asked(serializer: type[serializers.BaseSerializer[Any]], request: Request) -> dict[str, Any]:
    """The same of the address."""
    return _valid(serializer(data=request.query_params))


def _valid(given: serializers.BaseSerializer[Any]) -> dict[str, Any]:
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)
