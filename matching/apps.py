from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "matching"

    def ready(self) -> None:
        """What the recommender listens to, and what it keeps about people."""
        from core import jobs
        from matching import notice_kinds  # noqa: F401 - registers what people can be told
        from matching.services import holdings, outcomes
        from network import events

        events.idea_changed.subscribe(lambda idea: jobs.enqueue("matching.tasks.idea_changed", idea))
        events.post_changed.subscribe(lambda kind, post: jobs.enqueue("matching.tasks.post_changed", kind, post))
        events.idea_changed.subscribe(lambda idea: jobs.enqueue("matching.tasks.read_idea", idea))
        events.post_changed.subscribe(lambda kind, post: jobs.enqueue("matching.tasks.read_post", kind, post))
        events.proposal_moved.subscribe(outcomes.proposal_moved)
        events.engagement_ended.subscribe(outcomes.engagement_ended)
        holdings.register()
