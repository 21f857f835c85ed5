"""The addresses of conversations."""

from django.urls import path

from messaging.views import conversations

urlpatterns = [
    path("conversations/", conversations.index, name="conversation_list"),
    path("conversations/about/<str:kind>/<int:subject>/", conversations.open_about, name="conversation_about"),
    path("conversations/<int:pk>/", conversations.detail, name="conversation_detail"),
    path("conversations/<int:pk>/messages/", conversations.lines, name="conversation_messages"),
]
