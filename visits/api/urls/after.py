"""The API's addresses of what follows a visit."""

from django.urls import path

from visits.api import after

urlpatterns = [
    path("visits/<int:pk>/after/", after.AfterView.as_view(), name="api-visit-after"),
    path("visits/<int:pk>/reflection/", after.ReflectView.as_view(), name="api-visit-reflect"),
    path("visits/<int:pk>/feedback/", after.FeedbackView.as_view(), name="api-visit-feedback"),
    path("visits/<int:pk>/told/<int:reflection_pk>/answer/", after.AnswerView.as_view(), name="api-reflection-answer"),
    path("visits/<int:pk>/told/<int:reflection_pk>/share/", after.ShareView.as_view(), name="api-reflection-share"),
    path("visits/<int:pk>/certificates/", after.IssueView.as_view(), name="api-visit-certificates"),
    path("certificates/", after.CertificatesView.as_view(), name="api-certificate-list"),
    path("certificates/<slug:code>/", after.CertificateView.as_view(), name="api-certificate-verify"),
    path("certificates/<slug:code>/revoke/", after.RevokeView.as_view(), name="api-certificate-revoke"),
    path("contributions/", after.CreditsView.as_view(), name="api-credit-list"),
]
