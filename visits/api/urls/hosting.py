"""The API's addresses of the host's side and of the days off."""

from django.urls import path

from visits.api import host_slots, hostings

urlpatterns = [
    path("sectors/", hostings.SectorsView.as_view(), name="api-sector-list"),
    path("hosting/calendar/", hostings.HostCalendarView.as_view(), name="api-host-calendar"),
    path("offers/<int:pk>/hosting/", hostings.HostingView.as_view(), name="api-hosting"),
    path("offers/<int:pk>/safety/", hostings.SafetyView.as_view(), name="api-hosting-safety"),
    path("offers/<int:pk>/safety/again/", hostings.SafetyAgainView.as_view(), name="api-hosting-safety-again"),
    path("safety/<int:pk>/", hostings.SafetySheetView.as_view(), name="api-safety-sheet"),
    path("offers/<int:pk>/times/", host_slots.HostSlotsView.as_view(), name="api-hosting-slots"),
    path("hosting/times/<int:pk>/", host_slots.HostSlotView.as_view(), name="api-hosting-slot"),
    path("hosting/times/<int:pk>/close/", host_slots.HostSlotCloseView.as_view(), name="api-hosting-slot-close"),
    path("hosting/times/<int:pk>/reopen/", host_slots.HostSlotReopenView.as_view(), name="api-hosting-slot-reopen"),
    path("offers/<int:pk>/series/", host_slots.SeriesListView.as_view(), name="api-hosting-series-list"),
    path("offers/<int:pk>/series/preview/", host_slots.SeriesPreviewView.as_view(), name="api-hosting-series-preview"),
    path("hosting/series/<int:pk>/", host_slots.SeriesView.as_view(), name="api-hosting-series"),
    path("hosting/series/<int:pk>/skip/", host_slots.SeriesSkipView.as_view(), name="api-hosting-series-skip"),
    path("closures/", host_slots.ClosuresView.as_view(), name="api-closure-list"),
    path("closures/<int:pk>/", host_slots.ClosureView.as_view(), name="api-closure"),
]
