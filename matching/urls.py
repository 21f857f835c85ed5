from django.urls import path

from matching.views import quality, rankers, rounds, suggestions, tags
from network.models import Challenge, Offer

urlpatterns = [
    path("ideas/<int:pk>/suggestions/", suggestions.for_idea, name="idea_suggestions"),
    path("challenges/<int:pk>/suggestions/", suggestions.for_post, {"model": Challenge}, name="challenge_suggestions"),
    path("offers/<int:pk>/suggestions/", suggestions.for_post, {"model": Offer}, name="offer_suggestions"),
    path("suggestions/<int:pk>/", suggestions.detail, name="suggestion_detail"),
    path("suggestions/<int:pk>/dismiss/", suggestions.dismiss, name="suggestion_dismiss"),
    path("rounds/", rounds.index, name="round_list"),
    path("rounds/new/", rounds.create, name="round_create"),
    path("rounds/<int:pk>/", rounds.detail, name="round_detail"),
    path("rounds/<int:pk>/progress/", rounds.progress, name="round_progress"),
    path("rounds/<int:pk>/pairs/", rounds.pairs, name="round_pairs"),
    path("rounds/<int:pk>/pairs/<int:pair_pk>/", rounds.decide, name="round_pair_decide"),
    path("rounds/<int:pk>/ideas/", rounds.ideas, name="round_ideas"),
    path("rounds/<int:pk>/fairness/", rounds.fairness, name="round_fairness"),
    path("rounds/<int:pk>/solve/", rounds.solve, name="round_solve"),
    path("rounds/<int:pk>/choose/", rounds.choose, name="round_choose"),
    path("rounds/<int:pk>/publish/", rounds.publish, name="round_publish"),
    path("rounds/<int:pk>/discard/", rounds.discard, name="round_discard"),
    path("suggestions/quality/", quality.index, name="suggestion_quality"),
    path("suggestions/quality/export/", quality.export, name="suggestion_quality_export"),
    path("suggestions/ranker/", rankers.index, name="ranker_list"),
    path("suggestions/ranker/<int:pk>/roll-back/", rankers.roll_back, name="ranker_roll_back"),
    path("tags/", tags.propose, name="tags_propose"),
]
