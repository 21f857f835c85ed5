"""The addresses of calendars: the page, what programs read, and single things as files."""

from django.urls import path

from visits.views import calendars

urlpatterns = [
    path("calendar/", calendars.index, name="calendar"),
    path("calendar/feeds/", calendars.feed_list, name="calendar_feeds"),
    path("calendar/feeds/<int:pk>/renew/", calendars.renew, name="calendar_feed_renew"),
    path("calendar/feeds/<int:pk>/revoke/", calendars.revoke, name="calendar_feed_revoke"),
    path("calendar/<slug:token>.ics", calendars.feed, name="calendar_feed"),
    path("visits/<int:pk>/calendar.ics", calendars.visit, name="visit_calendar"),
    path("sessions/<int:pk>/calendar.ics", calendars.session, name="session_calendar"),
    path("placements/<int:pk>/calendar.ics", calendars.placement, name="placement_calendar"),
]
