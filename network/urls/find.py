"""The addresses of finding and seeing: search, the picture of the network, the Department's page."""

from django.urls import path

from network.views import coverage, network, search

urlpatterns = [
    path("search/", search.search, name="search"),
    path("clubs/<int:pk>/network/", network.of_club, name="club_network"),
    path("organisations/<int:pk>/network/", network.of_organisation, name="organisation_network"),
    path("coverage/", coverage.index, name="coverage"),
    path("coverage/export.csv", coverage.export, name="coverage_export"),
    path("coverage/communes/<str:code>/", coverage.commune, name="coverage_commune"),
    path("coverage/needs/", coverage.needs, name="coverage_needs"),
    path("coverage/waiting/", coverage.waiting, name="coverage_waiting"),
]
