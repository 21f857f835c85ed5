"""The addresses of what follows a visit."""

from django.urls import path

from visits.views import after, certificates, credit_hours

urlpatterns = [
    path("visits/<int:pk>/after/", after.detail, name="visit_after"),
    path("visits/<int:pk>/after/reflection/", after.reflect, name="visit_reflect"),
    path("visits/<int:pk>/after/feedback/", after.say, name="visit_feedback"),
    path("visits/<int:pk>/after/told/<int:reflection_pk>/answer/", after.answer, name="reflection_answer"),
    path("visits/<int:pk>/after/told/<int:reflection_pk>/share/", after.share, name="reflection_share"),
    path("visits/<int:pk>/certificates/issue/", certificates.issue, name="visit_certificates_issue"),
    path("visits/<int:pk>/certificates/print/", certificates.print_all, name="visit_certificates_print"),
    path("visits/<int:pk>/certificates/docx/", certificates.docx_all, name="visit_certificates_docx"),
    path("certificates/", certificates.index, name="certificate_list"),
    path("certificates/<slug:code>/", certificates.verify, name="certificate_verify"),
    path("certificates/<slug:code>/print/", certificates.print_one, name="certificate_print"),
    path("certificates/<slug:code>/docx/", certificates.docx_one, name="certificate_docx"),
    path("certificates/<slug:code>/revoke/", certificates.revoke, name="certificate_revoke"),
    path("contributions/", credit_hours.index, name="credit_list"),
    path("contributions/print/", credit_hours.printed, name="credit_print"),
]
