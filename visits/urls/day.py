"""The addresses of a visit's day. What the worker keeps lies below its page; check-ins too: it answers them offline."""

from django.urls import path

from visits.views import day, receptions

urlpatterns = [
    path("visits/<int:pk>/day/", day.detail, name="visit_day"),
    path("visits/<int:pk>/day/mark/", day.mark, name="visit_day_mark"),
    path("visits/<int:pk>/day/count/", day.count, name="visit_day_count"),
    path("visits/<int:pk>/day/codes/", day.codes, name="visit_day_codes"),
    path("visits/<int:pk>/day/worker.js", day.worker, name="visit_day_worker"),
    path("visits/<int:pk>/day/in/<str:code>/", day.check_in, name="visit_check_in"),
    path("visits/<int:pk>/day/<int:attendee_pk>/family/", day.family, name="visit_day_family"),
    path("visits/<int:pk>/reception/", receptions.detail, name="visit_reception"),
    path("visits/<int:pk>/reception/arrive/", receptions.arrive, name="visit_arrive"),
    path("visits/<int:pk>/reception/leave/", receptions.leave, name="visit_leave"),
]
