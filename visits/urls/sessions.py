"""The addresses of mentoring sessions and mentors' hours."""

from django.urls import path

from visits.views import hours, joining, sessions

urlpatterns = [
    path("sessions/", sessions.index, name="session_list"),
    path("sessions/<int:pk>/", sessions.detail, name="session_detail"),
    path("sessions/<int:pk>/attend/", sessions.attend, name="session_attend"),
    path("sessions/<int:pk>/step-back/", sessions.step_back, name="session_step_back"),
    path("sessions/<int:pk>/cancel/", sessions.cancel, name="session_cancel"),
    path("sessions/<int:pk>/hold/", sessions.hold, name="session_hold"),
    path("sessions/<int:pk>/miss/", sessions.miss, name="session_miss"),
    path("sessions/<int:pk>/join/", joining.join, name="session_join"),
    path("engagements/<int:pk>/sessions/", sessions.of_engagement, name="engagement_sessions"),
    path("engagements/<int:pk>/sessions/next/", sessions.upcoming, name="engagement_next_session"),
    path("engagements/<int:pk>/sessions/new/", sessions.book, name="session_book"),
    path("hours/", hours.index, name="hour_list"),
    path("hours/<int:pk>/", hours.edit, name="hour_edit"),
    path("hours/<int:pk>/close/", hours.close, name="hour_close"),
    path("hours/days-off/", hours.take_days_off, name="days_off_take"),
    path("hours/days-off/<int:pk>/drop/", hours.drop_days_off, name="days_off_drop"),
]
