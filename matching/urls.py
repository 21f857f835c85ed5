from django.urls import path

from matching.views import suggestions, tags
from network.models import Challenge, Offer

urlpatterns = [
    path("ideas/<int:pk>/suggestions/", suggestions.for_idea, name="idea_suggestions"),
    path("challenges/<int:pk>/suggestions/", suggestions.for_post, {"model": Challenge}, name="challenge_suggestions"),
    path("offers/<int:pk>/suggestions/", suggestions.for_post, {"model": Offer}, name="offer_suggestions"),
    path("suggestions/<int:pk>/", suggestions.detail, name="suggestion_detail"),
    path("suggestions/<int:pk>/dismiss/", suggestions.dismiss, name="suggestion_dismiss"),
    path("tags/", tags.propose, name="tags_propose"),
]
