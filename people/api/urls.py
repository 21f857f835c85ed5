from django.urls import include, path
from rest_framework.routers import SimpleRouter

from people.api.data_requests import DataRequestViewSet
from people.api.history import HistoryView
from people.api.me import MeView
from people.api.my_data import MyExportViewSet, MyRequestViewSet
from people.api.organisations import OrganisationViewSet
from people.api.reads import ReadViewSet
from people.api.tokens import TokensView, TokenView

router = SimpleRouter()
router.register("organisations", OrganisationViewSet, basename="api-organisation")
router.register("data-requests", DataRequestViewSet, basename="api-data-request")
router.register("my-data/requests", MyRequestViewSet, basename="api-my-request")
router.register("my-data/exports", MyExportViewSet, basename="api-my-export")
router.register("reads", ReadViewSet, basename="api-read")

urlpatterns = [
    path("me/", MeView.as_view(), name="api-me"),
    path("tokens/", TokensView.as_view(), name="api-tokens"),
    path("tokens/<slug:key>/", TokenView.as_view(), name="api-token"),
    path("history/<slug:kind>/<int:pk>/", HistoryView.as_view(), name="api-history"),
    path("", include(router.urls)),
]
