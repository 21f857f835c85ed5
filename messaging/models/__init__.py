from messaging.models.attachment import Attachment
from messaging.models.conversation import Conversation
from messaging.models.message import LONGEST, Message
from messaging.models.reaction import Reaction
from messaging.models.reading import Reading

__all__ = ["LONGEST", "Attachment", "Conversation", "Message", "Reaction", "Reading"]
