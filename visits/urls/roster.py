"""The addresses of a visit's roster."""

from django.urls import path

from visits.views import rosters

urlpatterns = [
    path("visits/<int:pk>/roster/", rosters.detail, name="visit_roster"),
    path("visits/<int:pk>/roster/add/", rosters.add, name="visit_roster_add"),
    path("visits/<int:pk>/roster/ask/", rosters.ask, name="visit_roster_ask"),
    path("visits/<int:pk>/roster/export/", rosters.export, name="visit_roster_export"),
    path("visits/<int:pk>/roster/forms/", rosters.forms, name="visit_roster_forms"),
    path("visits/<int:pk>/roster/<int:pupil_pk>/", rosters.pupil, name="visit_roster_pupil"),
    path("visits/<int:pk>/roster/<int:pupil_pk>/remove/", rosters.remove, name="visit_roster_remove"),
    path("visits/<int:pk>/roster/papers/<int:paper_pk>/confirm/", rosters.confirm_paper, name="visit_paper_confirm"),
    path(
        "visits/<int:pk>/roster/papers/<int:paper_pk>/turn-down/",
        rosters.turn_down_paper,
        name="visit_paper_turn_down",
    ),
]
