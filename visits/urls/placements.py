urlpatterns = []  # type: ignore[var-annotated]
