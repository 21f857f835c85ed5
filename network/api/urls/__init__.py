from django.urls import include, path

PARTS = ("find", "posts", "ideas", "imports")

urlpatterns = [path("", include(f"network.api.urls.{part}")) for part in PARTS]
