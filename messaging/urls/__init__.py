from django.urls import include, path

PARTS = ("conversations",)

urlpatterns = [path("", include(f"messaging.urls.{part}")) for part in PARTS]
