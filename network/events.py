"""What `network` tells the apps above it. Subscribers stand in their `apps.py`."""

from core.events import Event

# "challenge" or "offer", its id: opened, changed or closed
post_changed = Event[[str, int]]("network.post_changed")
# idea_id: published, changed, hidden
idea_changed = Event[[int]]("network.idea_changed")
# idea_id, the action that moved it (a row of rules.IDEA)
idea_moved = Event[[int, str]]("network.idea_moved")
# review_id
review_decided = Event[[int]]("network.review_decided")
# proposal_id, the action that moved it (see enums.ProposalAction)
proposal_moved = Event[[int, str]]("network.proposal_moved")
# engagement_id
engagement_opened = Event[[int]]("network.engagement_opened")
engagement_ended = Event[[int]]("network.engagement_ended")
