from visits.models.agreement import Agreement
from visits.models.arrival import Arrival
from visits.models.attendee import Attendee
from visits.models.busy import Busy
from visits.models.calendar_feed import CalendarFeed
from visits.models.calendar_letter import CalendarLetter
from visits.models.certificate import Certificate
from visits.models.closure import Closure
from visits.models.credit import Credit
from visits.models.day_off import DayOff
from visits.models.evaluation import Evaluation
from visits.models.feedback import Feedback
from visits.models.head_count import HeadCount
from visits.models.hosting import Hosting
from visits.models.log_entry import LogEntry
from visits.models.mark import Mark
from visits.models.placement import Placement
from visits.models.placement_agreement import PlacementAgreement
from visits.models.placement_event import PlacementEvent
from visits.models.reception import Reception
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
    "CalendarFeed",
    "CalendarLetter",
    "Certificate",
    "Closure",
    "Credit",
    "DayOff",
    "Evaluation",
    "Feedback",
    "HeadCount",
    "Hosting",
    "LogEntry",
    "Mark",
    "Placement",
    "PlacementAgreement",
    "PlacementEvent",
    "Reception",
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
