"""Where the recommender's large pieces of work are done: the settings' word for it, for the engine."""

from django.conf import settings

from matching.engine.batches import Backend, Place


def configured() -> Backend:
    return Backend(Place(settings.MATCHING_BACKEND), settings.MATCHING_JOBS, settings.MATCHING_SCHEDULER)
