"""The API's addresses of calendars."""

from django.urls import path

from visits.api import calendars

urlpatterns = [
    path("calendar/", calendars.CalendarView.as_view(), name="api-calendar"),
    path("calendar/feeds/", calendars.FeedsView.as_view(), name="api-calendar-feeds"),
    path("calendar/feeds/<int:pk>/", calendars.FeedView.as_view(), name="api-calendar-feed"),
    path("calendar/feeds/<int:pk>/renew/", calendars.FeedRenewView.as_view(), name="api-calendar-feed-renew"),
]
