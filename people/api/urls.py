from django.urls import include, path
from rest_framework.routers import SimpleRouter

from people.api import consents, guardians, pupils, rosters
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
from people.api.concerns import ConcernViewSet
from people.api.data_requests import DataRequestViewSet
from people.api.history import HistoryView
from people.api.joining import (
    AlumnusClaimViewSet,
    DelegationViewSet,
    InvitationViewSet,
    OrganisationPeopleView,
    OrganisationPersonView,
)
from people.api.me import AssentView, MeView
from people.api.my_data import MyExportViewSet, MyRequestViewSet
from people.api.notices import NoticePreferencesView, NoticeViewSet
from people.api.organisations import OrganisationViewSet
from people.api.reads import RecordReadViewSet
from people.api.safeguarding import SafeguardingViewSet
from people.api.tokens import TokensView, TokenView

router = SimpleRouter()
router.register("organisations", OrganisationViewSet, basename="api-organisation")
router.register("data-requests", DataRequestViewSet, basename="api-data-request")
router.register("my-data/requests", MyRequestViewSet, basename="api-my-request")
router.register("my-data/exports", MyExportViewSet, basename="api-my-export")
router.register("reads", RecordReadViewSet, basename="api-read")
router.register("concerns", ConcernViewSet, basename="api-concern")
router.register("notices", NoticeViewSet, basename="api-notice")
router.register("safeguarding", SafeguardingViewSet, basename="api-safeguarding")
router.register("clearances", ClearanceViewSet, basename="api-clearances")
router.register("words", WordViewSet, basename="api-words")
router.register("invitations", InvitationViewSet, basename="api-invitation")
router.register("alumnus-claims", AlumnusClaimViewSet, basename="api-alumnus-claim")
router.register("delegations", DelegationViewSet, basename="api-delegation")

urlpatterns = [
    path("me/", MeView.as_view(), name="api-me"),
    path("notice-preferences/", NoticePreferencesView.as_view(), name="api-notice-preferences"),
    path("me/assent/", AssentView.as_view(), name="api-assent"),
    path("consents/<int:pk>/", consents.ClassesView.as_view(), name="api-consent-classes"),
    path("consents/<int:pk>/class/", consents.ClassView.as_view(), name="api-consent-class"),
    path("consents/<int:pk>/remind/", consents.RemindView.as_view(), name="api-consent-remind"),
    path("consents/<int:pk>/export/", consents.ExportView.as_view(), name="api-consent-export"),
    path("consent-papers/", consents.PapersView.as_view(), name="api-paper-list"),
    path("consent-papers/<int:pk>/", consents.PaperView.as_view(), name="api-paper"),
    path("consent-papers/<int:pk>/confirm/", consents.PaperConfirmView.as_view(), name="api-paper-confirm"),
    path("consent-papers/<int:pk>/turn-down/", consents.PaperTurnDownView.as_view(), name="api-paper-turn-down"),
    path("consent-papers/<int:pk>/file/", consents.PaperFileView.as_view(), name="api-paper-file"),
    path("pupils/<int:pk>/guardians/", guardians.PupilGuardiansView.as_view(), name="api-guardian-list"),
    path("guardians/<int:pk>/phone/", guardians.PhoneView.as_view(), name="api-guardian-phone"),
    path("guardians/<int:pk>/vouch/", guardians.VouchView.as_view(), name="api-guardian-vouch"),
    path("guardians/<int:pk>/end/", guardians.EndView.as_view(), name="api-guardian-end"),
    path("guardians/<int:pk>/withdraw/", guardians.WithdrawView.as_view(), name="api-guardian-withdraw"),
    path("guardians/<int:pk>/send/", guardians.SendView.as_view(), name="api-guardian-send"),
    path("guardians/<int:pk>/papers/", consents.PaperUploadView.as_view(), name="api-paper-upload"),
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
    path("organisations/<int:pk>/people/", OrganisationPeopleView.as_view(), name="api-organisation-people"),
    path(
        "organisations/<int:pk>/people/<int:hat_pk>/", OrganisationPersonView.as_view(), name="api-organisation-person"
    ),
    path("history/<slug:kind>/<int:pk>/", HistoryView.as_view(), name="api-history"),
    path("", include(router.urls)),
]
