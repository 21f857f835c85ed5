"""An idea and an offer whose texts have words in common, and the page and the API of their pair."""

from typing import Any

from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from matching.models import Suggestion
from people.models import User

WATER = {
    "title": "Bình lọc nước giếng bằng than hoạt tính",
    "problem": "Nước giếng ở quê em nhiễm phèn, giặt quần áo ố vàng.",
    "solution": "Chúng em làm bình lọc nước bằng cát, than hoạt tính và vỏ trấu.",
}
ENGINEER = {
    "title": "Giúp các em xử lý nước sạch",
    "description": "Tôi là kỹ sư môi trường, hướng dẫn làm bình lọc nước giếng nhiễm phèn bằng than hoạt tính.",
}


def read(user: User, pair: Suggestion) -> Any:
    api = APIClient()
    api.force_authenticate(user)
    return api.get(f"/api/v1/suggestions/{pair.pk}/").json()


def page_of(client: Client, user: User, pair: Suggestion) -> str:
    client.force_login(user)
    return client.get(reverse("suggestion_detail", args=[pair.pk])).content.decode()
