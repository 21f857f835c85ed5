from visits.models.agreement import Agreement
from visits.models.attendee import Attendee
from visits.models.busy import Busy
from visits.models.closure import Closure
from visits.models.evaluation import Evaluation
from visits.models.hosting import Hosting
from visits.models.log_entry import LogEntry
from visits.models.placement import Placement
from visits.models.placement_agreement import PlacementAgreement
from visits.models.placement_event import PlacementEvent
from visits.models.safety_sheet import SafetySheet
from visits.models.series import Series
from visits.models.slot import Slot
from visits.models.slot_request import SlotRequest
from visits.models.visit import Visit
from visits.models.visit_event import VisitEvent
from visits.models.visit_staff import VisitStaff

__all__ = [
    "Agreement",
    "Attendee",
    "Busy",
    "Closure",
    "Evaluation",
    "Hosting",
    "LogEntry",
    "Placement",
    "PlacementAgreement",
    "PlacementEvent",
    "SafetySheet",
    "Series",
    "Slot",
    "SlotRequest",
    "Visit",
    "VisitEvent",
    "VisitStaff",
]
