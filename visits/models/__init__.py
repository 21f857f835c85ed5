from visits.models.agreement import Agreement
from visits.models.attendee import Attendee
from visits.models.busy import Busy
from visits.models.closure import Closure
from visits.models.hosting import Hosting
from visits.models.safety_sheet import SafetySheet
from visits.models.series import Series
from visits.models.slot import Slot
from visits.models.slot_request import SlotRequest
from visits.models.slot_request_host import SlotRequestHost
from visits.models.visit import Visit
from visits.models.visit_event import VisitEvent
from visits.models.visit_staff import VisitStaff

__all__ = [
    "Agreement",
    "Attendee",
    "Busy",
    "Closure",
    "Hosting",
    "SafetySheet",
    "Series",
    "Slot",
    "SlotRequest",
    "SlotRequestHost",
    "Visit",
    "VisitEvent",
    "VisitStaff",
]
