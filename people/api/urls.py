from django.urls import include, path
from rest_framework.routers import SimpleRouter

from people.api import pupils, rosters
from people.api.me import MeView
from people.api.organisations import OrganisationViewSet
from people.api.tokens import TokensView, TokenView

router = SimpleRouter()
router.register("organisations", OrganisationViewSet, basename="api-organisation")

urlpatterns = [
    path("me/", MeView.as_view(), name="api-me"),
    path("tokens/", TokensView.as_view(), name="api-tokens"),
    path("tokens/<slug:key>/", TokenView.as_view(), name="api-token"),
    path("schools/<int:pk>/pupils/", pupils.PupilsView.as_view(), name="api-pupil-list"),
    path("schools/<int:pk>/pupils/<int:pupil_pk>/", pupils.PupilView.as_view(), name="api-pupil-detail"),
    path("schools/<int:pk>/pupils/<int:pupil_pk>/leave/", pupils.LeaveView.as_view(), name="api-pupil-leave"),
    path("schools/<int:pk>/pupils/<int:pupil_pk>/card/", pupils.CardView.as_view(), name="api-pupil-card"),
    path("schools/<int:pk>/classes/", pupils.ClassesView.as_view(), name="api-class-list"),
    path("schools/<int:pk>/cards/", pupils.CardsView.as_view(), name="api-class-cards"),
    path("schools/<int:pk>/roll-over/", pupils.RollOverView.as_view(), name="api-roll-over"),
    path("schools/<int:pk>/rosters/", rosters.RostersView.as_view(), name="api-roster-list"),
    path("rosters/<int:pk>/", rosters.RosterView.as_view(), name="api-roster-detail"),
    path("rosters/<int:pk>/columns/", rosters.ColumnsView.as_view(), name="api-roster-columns"),
    path("rosters/<int:pk>/answers/", rosters.AnswersView.as_view(), name="api-roster-answers"),
    path("rosters/<int:pk>/apply/", rosters.ApplyView.as_view(), name="api-roster-apply"),
    path("rosters/<int:pk>/errors/", rosters.FaultsView.as_view(), name="api-roster-errors"),
    path("", include(router.urls)),
]
