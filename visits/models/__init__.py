from visits.models.agreement import Agreement
from visits.models.arrival import Arrival
from visits.models.attendee import Attendee
from visits.models.busy import Busy
from visits.models.certificate import Certificate
from visits.models.closure import Closure
from visits.models.credit import Credit
from visits.models.day_off import DayOff
from visits.models.evaluation import Evaluation
from visits.models.feedback import Feedback
from visits.models.hosting import Hosting
from visits.models.log_entry import LogEntry
from visits.models.placement import Placement
from visits.models.placement_agreement import PlacementAgreement
from visits.models.placement_event import PlacementEvent
from visits.models.reflection import Reflection
from visits.models.safety_sheet import SafetySheet
from visits.models.series import Series
from visits.models.session import Session
from visits.models.slot import Slot
from visits.models.slot_request import SlotRequest
from visits.models.slot_request_host import SlotRequestHost
from visits.models.visit import Visit
from visits.models.visit_event import VisitEvent
from visits.models.visit_staff import VisitStaff
from visits.models.weekly_hour import WeeklyHour

__all__ = [
    "Agreement",
    "Arrival",
    "Attendee",
    "Busy",
    "Certificate",
    "Closure",
    "Credit",
    "DayOff",
    "Evaluation",
    "Feedback",
    "Hosting",
    "LogEntry",
    "Placement",
    "PlacementAgreement",
    "PlacementEvent",
    "Reflection",
    "SafetySheet",
    "Series",
    "Session",
    "Slot",
    "SlotRequest",
    "SlotRequestHost",
    "Visit",
    "VisitEvent",
    "VisitStaff",
    "WeeklyHour",
]
