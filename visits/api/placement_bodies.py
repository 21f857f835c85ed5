"""What the API's actions on internships take and give."""

from rest_framework import serializers

from visits.enums import Answer, Competence
from visits.models import Evaluation, LogEntry
from visits.rules import PLACEMENT_TASKS


class SpanSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """Monday is 0."""

    day = serializers.IntegerField(min_value=0, max_value=6)
    starts = serializers.TimeField()
    ends = serializers.TimeField()


class PlanSerializer(serializers.Serializer):  # type: ignore[type-arg]
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    week = serializers.ListField(child=SpanSerializer(), max_length=14)
    goals = serializers.CharField(max_length=1000)


class NewPlacementSerializer(PlanSerializer):
    offer = serializers.IntegerField(min_value=1)
    pupil = serializers.IntegerField(min_value=1)


class WishSerializer(serializers.Serializer):  # type: ignore[type-arg]
    offer = serializers.IntegerField(min_value=1)


class TaskSerializer(serializers.Serializer):  # type: ignore[type-arg]
    text = serializers.CharField(max_length=200)
    is_clear = serializers.BooleanField()


class DescriptionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    supervisor = serializers.IntegerField(min_value=1)
    second_adult = serializers.IntegerField(min_value=1)
    tasks = serializers.ListField(child=TaskSerializer(), max_length=PLACEMENT_TASKS)
    place_is_clear = serializers.BooleanField()


class PaperSerializer(serializers.Serializer):  # type: ignore[type-arg]
    guardianship = serializers.IntegerField(min_value=1)
    answer = serializers.ChoiceField(choices=Answer.choices)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class AgreementSerializer(serializers.Serializer):  # type: ignore[type-arg]
    agreement = serializers.IntegerField(min_value=1)


class NewEntrySerializer(serializers.Serializer):  # type: ignore[type-arg]
    day = serializers.DateField()
    starts = serializers.TimeField()
    ends = serializers.TimeField()
    did = serializers.CharField(max_length=1000)
    learnt = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")
    question = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class EntryNumberSerializer(serializers.Serializer):  # type: ignore[type-arg]
    entry = serializers.IntegerField(min_value=1)


class WeekSerializer(serializers.Serializer):  # type: ignore[type-arg]
    day = serializers.DateField()


class ScoresSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """One score from 1 to 4 for each competence."""

    def get_fields(self) -> dict[str, serializers.Field]:  # type: ignore[type-arg]
        return {one.value: serializers.IntegerField(min_value=1, max_value=4) for one in Competence}


class NewEvaluationSerializer(serializers.Serializer):  # type: ignore[type-arg]
    scores = ScoresSerializer()
    words = serializers.CharField(max_length=2000)


class ReflectionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    words = serializers.CharField(max_length=2000)
    hard = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    onward = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class LogEntrySerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    class Meta:
        model = LogEntry
        fields = (
            "id", "day", "starts", "ends", "minutes", "did", "learnt", "question", "signed_at", "countersigned_at",
        )  # fmt: skip


class EvaluationSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    class Meta:
        model = Evaluation
        fields = ("side", "scores", "words", "hard", "onward", "written_at")
