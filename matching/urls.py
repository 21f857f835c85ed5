from django.urls import path

from matching.views import rankers, rounds, suggestions, tags, term_proposals, terms
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
    path("suggestions/ranker/", rankers.index, name="ranker_list"),
    path("suggestions/ranker/<int:pk>/roll-back/", rankers.roll_back, name="ranker_roll_back"),
    path("tags/", tags.propose, name="tags_propose"),
    path("terms/", terms.index, name="term_list"),
    path("terms/try/", terms.attempt, name="term_try"),
    path("terms/new/", terms.create, name="concept_propose"),
    path("terms/proposals/", term_proposals.index, name="term_proposal_list"),
    path("terms/proposals/<int:pk>/", term_proposals.detail, name="term_proposal_detail"),
    path("terms/proposals/<int:pk>/accept/", term_proposals.accept, name="term_proposal_accept"),
    path("terms/proposals/<int:pk>/decline/", term_proposals.decline, name="term_proposal_decline"),
    path("terms/proposals/<int:pk>/take-back/", term_proposals.take_back, name="term_proposal_take_back"),
    path("terms/proposals/<int:pk>/withdraw/", term_proposals.withdraw, name="term_proposal_withdraw"),
    path("terms/concepts/<slug:code>/", terms.detail, name="term_detail"),
    path("terms/concepts/<slug:code>/add/", terms.add_form, name="term_add"),
    path("terms/concepts/<slug:code>/remove/", terms.remove_form, name="term_remove"),
]
