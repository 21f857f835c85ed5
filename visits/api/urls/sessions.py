"""The API's addresses of mentoring sessions and mentors' hours."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from visits.api import hours
from visits.api.sessions import EngagementSessionsView, FreeTimesView, SessionViewSet

router = SimpleRouter()
router.register("sessions", SessionViewSet, basename="api-session")

urlpatterns = [
    *router.urls,
    path("engagements/<int:pk>/sessions/", EngagementSessionsView.as_view(), name="api-engagement-sessions"),
    path("engagements/<int:pk>/free-times/", FreeTimesView.as_view(), name="api-engagement-free-times"),
    path("hours/", hours.HoursView.as_view(), name="api-hour-list"),
    path("hours/<int:pk>/", hours.HourView.as_view(), name="api-hour-detail"),
    path("days-off/", hours.DaysOffView.as_view(), name="api-day-off-list"),
    path("days-off/<int:pk>/", hours.DayOffView.as_view(), name="api-day-off-detail"),
]
