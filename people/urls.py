from django.urls import URLPattern, URLResolver, path

from people.views import accounts, data_requests, demo, history, language, my_data, organisations, reads, standing

urlpatterns: list[URLPattern | URLResolver] = [
    path("standing/", standing.page, name="standing"),
    path("standing/assent/", standing.give_assent, name="assent_give"),
    path("i18n/language/", language.choose, name="set_language"),
    path("demo/login/<slug:role>/", demo.enter, name="demo_login"),
    path("profile/", accounts.profile, name="profile"),
    path("profile/tokens/new/", accounts.create_token, name="token_create"),
    path("profile/tokens/<slug:key>/revoke/", accounts.revoke_token, name="token_revoke"),
    path("history/<slug:kind>/<int:pk>/", history.page, name="history"),
    path("reads/", reads.index, name="read_list"),
    path("my-data/", my_data.page, name="my_data"),
    path("my-data/export/", my_data.order, name="export_order"),
    path("my-data/exports/<int:pk>/", my_data.download, name="export_download"),
    path("my-data/requests/<int:pk>/withdraw/", my_data.withdraw, name="data_request_withdraw"),
    path("data-requests/", data_requests.index, name="data_request_list"),
    path("data-requests/new/", data_requests.find, name="data_request_find"),
    path("data-requests/new/<int:pk>/", data_requests.create, name="data_request_create"),
    path("data-requests/<int:pk>/", data_requests.detail, name="data_request_detail"),
    path("data-requests/<int:pk>/acknowledge/", data_requests.acknowledge, name="data_request_acknowledge"),
    path("data-requests/<int:pk>/complete/", data_requests.complete, name="data_request_complete"),
    path("data-requests/<int:pk>/refuse/", data_requests.refuse, name="data_request_refuse"),
    path("data-requests/<int:pk>/lift/", data_requests.lift, name="data_request_lift"),
    path("organisations/", organisations.index, name="organisation_list"),
    path("organisations/<int:pk>/", organisations.detail, name="organisation_detail"),
    path("organisations/<int:pk>/verify/", organisations.verify, name="organisation_verify"),
    path("organisations/<int:pk>/suspend/", organisations.suspend, name="organisation_suspend"),
    path("organisations/<int:pk>/reinstate/", organisations.reinstate, name="organisation_reinstate"),
]
