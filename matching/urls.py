from django.urls import path

from matching.views import rankers, suggestions, tags
from network.models import Challenge, Offer

urlpatterns = [
    path("ideas/<int:pk>/suggestions/", suggestions.for_idea, name="idea_suggestions"),
    path("challenges/<int:pk>/suggestions/", suggestions.for_post, {"model": Challenge}, name="challenge_suggestions"),
    path("offers/<int:pk>/suggestions/", suggestions.for_post, {"model": Offer}, name="offer_suggestions"),
    path("suggestions/<int:pk>/", suggestions.detail, name="suggestion_detail"),
    path("suggestions/<int:pk>/dismiss/", suggestions.dismiss, name="suggestion_dismiss"),
    path("suggestions/ranker/", rankers.index, name="ranker_list"),
    path("suggestions/ranker/<int:pk>/roll-back/", rankers.roll_back, name="ranker_roll_back"),
    path("tags/", tags.propose, name="tags_propose"),
]
