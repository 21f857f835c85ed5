"""The API's addresses of a visit's roster."""

from django.urls import path

from visits.api import rosters

urlpatterns = [
    path("visits/<int:pk>/roster/", rosters.RosterView.as_view(), name="api-visit-roster"),
    path("visits/<int:pk>/roster/candidates/", rosters.CandidatesView.as_view(), name="api-visit-roster-candidates"),
    path("visits/<int:pk>/roster/ask/", rosters.AskView.as_view(), name="api-visit-roster-ask"),
    path("visits/<int:pk>/roster/export/", rosters.ExportView.as_view(), name="api-visit-roster-export"),
    path("visits/<int:pk>/roster/<int:pupil_pk>/", rosters.RosterPupilView.as_view(), name="api-visit-roster-pupil"),
    path("visits/<int:pk>/roster/<int:pupil_pk>/papers/", rosters.PapersView.as_view(), name="api-visit-paper-list"),
    path(
        "visits/<int:pk>/papers/<int:paper_pk>/confirm/",
        rosters.PaperConfirmView.as_view(),
        name="api-visit-paper-confirm",
    ),
    path(
        "visits/<int:pk>/papers/<int:paper_pk>/turn-down/",
        rosters.PaperTurnDownView.as_view(),
        name="api-visit-paper-turn-down",
    ),
]
