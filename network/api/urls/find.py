from django.urls import path

from network.api.coverage import CoverageCommuneView, CoverageNeedsView, CoverageView, CoverageWaitingView
from network.api.network import ClubNetworkView, OrganisationNetworkView
from network.api.search import SearchView

urlpatterns = [
    path("search/", SearchView.as_view(), name="api-search"),
    path("clubs/<int:pk>/network/", ClubNetworkView.as_view(), name="api-club-network"),
    path("organisations/<int:pk>/network/", OrganisationNetworkView.as_view(), name="api-organisation-network"),
    path("coverage/", CoverageView.as_view(), name="api-coverage"),
    path("coverage/communes/<str:code>/", CoverageCommuneView.as_view(), name="api-coverage-commune"),
    path("coverage/needs/", CoverageNeedsView.as_view(), name="api-coverage-needs"),
    path("coverage/waiting/", CoverageWaitingView.as_view(), name="api-coverage-waiting"),
]
