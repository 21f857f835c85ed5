from django.urls import include, path
from rest_framework.routers import SimpleRouter

from people.api.clearance import (
    ConductView,
    IdentityView,
    MyClearanceView,
    QuizTryView,
    QuizView,
    RefereesView,
    RefereeView,
    WordView,
)
from people.api.clearance_review import ClearanceViewSet, WordViewSet
from people.api.me import MeView
from people.api.organisations import OrganisationViewSet
from people.api.tokens import TokensView, TokenView

router = SimpleRouter()
router.register("organisations", OrganisationViewSet, basename="api-organisation")
router.register("clearances", ClearanceViewSet, basename="api-clearances")
router.register("words", WordViewSet, basename="api-words")

urlpatterns = [
    path("me/", MeView.as_view(), name="api-me"),
    path("tokens/", TokensView.as_view(), name="api-tokens"),
    path("tokens/<slug:key>/", TokenView.as_view(), name="api-token"),
    path("clearance/", MyClearanceView.as_view(), name="api-clearance"),
    path("clearance/identity/", IdentityView.as_view(), name="api-clearance-identity"),
    path("clearance/word/", WordView.as_view(), name="api-clearance-word"),
    path("clearance/conduct/", ConductView.as_view(), name="api-clearance-conduct"),
    path("clearance/quiz/", QuizView.as_view(), name="api-quiz"),
    path("clearance/quiz/<int:pk>/", QuizTryView.as_view(), name="api-quiz-try"),
    path("clearance/referees/", RefereesView.as_view(), name="api-referees"),
    path("clearance/referees/<int:pk>/", RefereeView.as_view(), name="api-referee"),
    path("", include(router.urls)),
]
