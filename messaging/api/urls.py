"""The API's addresses of conversations."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from messaging.api.conversations import ConversationViewSet
from messaging.api.files import MessageFileUploadView, MessageFileView
from messaging.api.reviews import HeldMessageViewSet, MessageViewSet
from messaging.api.search import ConversationSearchView

router = SimpleRouter()
router.register("conversations", ConversationViewSet, basename="api-conversation")
router.register("held-messages", HeldMessageViewSet, basename="api-held-message")
router.register("messages", MessageViewSet, basename="api-message")

urlpatterns = [
    path("conversations/search/", ConversationSearchView.as_view(), name="api-conversation-search"),
    path("conversations/files/<int:pk>/", MessageFileView.as_view(), name="api-conversation-file"),
    path("conversations/<int:pk>/files/", MessageFileUploadView.as_view(), name="api-conversation-file-upload"),
    *router.urls,
]
