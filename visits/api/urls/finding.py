"""The API's addresses of open slots, the line for them, and requests for slots that do not exist yet."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from visits.api import open_slots
from visits.api.slot_requests import SlotRequestViewSet

router = SimpleRouter()
router.register("slot-requests", SlotRequestViewSet, basename="api-slot-request")

urlpatterns = [
    path("open-slots/", open_slots.OpenSlotsView.as_view(), name="api-open-slot-list"),
    path("open-slots/waiting/", open_slots.WaitingView.as_view(), name="api-waiting-list"),
    path("open-slots/<int:pk>/", open_slots.OpenSlotView.as_view(), name="api-open-slot-detail"),
    path("open-slots/<int:pk>/nearest/", open_slots.NearestView.as_view(), name="api-open-slot-nearest"),
    path("open-slots/<int:pk>/book/", open_slots.BookView.as_view(), name="api-open-slot-book"),
    path("visits/<int:pk>/leave-line/", open_slots.LeaveView.as_view(), name="api-waiting-leave"),
    *router.urls,
]
