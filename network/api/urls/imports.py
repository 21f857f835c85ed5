from django.urls import path

from network.api import imports

urlpatterns = [
    path("imports/", imports.ImportsView.as_view(), name="api-import-list"),
    path("imports/<int:pk>/", imports.ImportView.as_view(), name="api-import-detail"),
    path("imports/<int:pk>/apply/", imports.ApplyView.as_view(), name="api-import-apply"),
    path("imports/<int:pk>/progress/", imports.ProgressView.as_view(), name="api-import-progress"),
    path("imports/<int:pk>/errors/", imports.FaultsView.as_view(), name="api-import-errors"),
    path("imports/templates/<slug:kind>/", imports.TemplateView.as_view(), name="api-import-template"),
    path("exports/<slug:kind>/", imports.ExportView.as_view(), name="api-export"),
]
