"""How the API's description tells a time of day: ours, without a zone, as hours and minutes or with seconds."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension

_TIME = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$"


class TimeDescription(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """The format "time" of JSON Schema would want a zone."""

    target_class = "rest_framework.serializers.TimeField"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        return {"type": "string", "pattern": _TIME, "example": "08:30"}
