from django.urls import path
from rest_framework.routers import SimpleRouter

from matching.api import quality, rankers, terms
from matching.api import suggestions as api
from matching.api.rounds import RoundViewSet

router = SimpleRouter()
router.register("rounds", RoundViewSet, basename="api-round")
router.register("term-proposals", terms.TermProposalViewSet, basename="api-term-proposal")

urlpatterns = [
    path("ideas/<int:pk>/suggestions/", api.IdeaSuggestions.as_view(), name="api-idea-suggestions"),
    path("challenges/<int:pk>/suggestions/", api.ChallengeSuggestions.as_view(), name="api-challenge-suggestions"),
    path("offers/<int:pk>/suggestions/", api.OfferSuggestions.as_view(), name="api-offer-suggestions"),
    path("suggestions/<int:pk>/", api.SuggestionDetail.as_view(), name="api-suggestion-detail"),
    path("suggestions/<int:pk>/dismiss/", api.SuggestionDismiss.as_view(), name="api-suggestion-dismiss"),
    *router.urls,
    path("suggestions/quality/", quality.QualityView.as_view(), name="api-suggestion-quality"),
    path("suggestions/quality/export/", quality.QualityExport.as_view(), name="api-suggestion-quality-export"),
    path("suggestions/ranker/", rankers.RankerVersions.as_view(), name="api-ranker-list"),
    path("suggestions/ranker/<int:pk>/roll-back/", rankers.RankerRollBack.as_view(), name="api-ranker-roll-back"),
    path("concepts/", terms.Concepts.as_view(), name="api-concept-list"),
    path("concept-readings/", terms.ReadText.as_view(), name="api-concept-read"),
    path("concepts/<slug:code>/", terms.ConceptDetail.as_view(), name="api-concept-detail"),
    path("tags/", api.ProposedTags.as_view(), name="api-tags"),
]
