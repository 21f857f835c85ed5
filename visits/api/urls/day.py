"""The API's addresses of a visit's day."""

from django.urls import path

from visits.api import day

urlpatterns = [
    path("visits/<int:pk>/day/", day.DayView.as_view(), name="api-visit-day"),
    path("visits/<int:pk>/day/check-in/", day.CheckInView.as_view(), name="api-visit-check-in"),
    path("visits/<int:pk>/day/<int:attendee_pk>/family/", day.FamilyView.as_view(), name="api-visit-day-family"),
    path("visits/<int:pk>/reception/", day.ReceptionView.as_view(), name="api-visit-reception"),
    path("visits/<int:pk>/reception/arrive/", day.ArriveView.as_view(), name="api-visit-arrive"),
    path("visits/<int:pk>/reception/leave/", day.LeaveView.as_view(), name="api-visit-leave"),
]
