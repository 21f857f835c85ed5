from django.urls import path

from messaging.views import search

urlpatterns = [path("conversations/search/", search.search, name="talk_search")]
