"""What the actions on visits take."""

from rest_framework import serializers

from visits.enums import Step, Transport
from visits.rules import PARTY_MOST, STAFF_MOST


class AcceptVisitSerializer(serializers.Serializer):  # type: ignore[type-arg]
    safety = serializers.IntegerField(min_value=1)


class StepSerializer(serializers.Serializer):  # type: ignore[type-arg]
    step = serializers.ChoiceField(choices=Step.choices)


class TravelSerializer(serializers.Serializer):  # type: ignore[type-arg]
    transport = serializers.ChoiceField(choices=Transport.choices)
    plan = serializers.CharField(max_length=1000)
    meeting_point = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class VisitStaffSerializer(serializers.Serializer):  # type: ignore[type-arg]
    people = serializers.ListField(child=serializers.IntegerField(min_value=1), min_length=1, max_length=STAFF_MOST)
    lead = serializers.IntegerField(min_value=1)


class ContactSerializer(serializers.Serializer):  # type: ignore[type-arg]
    name = serializers.CharField(max_length=120)
    phone = serializers.CharField(max_length=20)


class PartySerializer(serializers.Serializer):  # type: ignore[type-arg]
    party = serializers.IntegerField(min_value=1, max_value=PARTY_MOST)
    needs = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class MoveSerializer(serializers.Serializer):  # type: ignore[type-arg]
    slot = serializers.IntegerField(min_value=1)


class SlotTimeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
