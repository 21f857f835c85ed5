"""Who may do what, at every door: the table that `test_role_matrix.py` walks, door by door and role by role.

An act lists its doors ("METHOD url-name", pages and API together: the same right holds at each) and what each role
is told. `rest` is everybody who is not named. Unless named, nobody who is not logged in gets further than the log-in
(`login`), and no pupil without a guardian's consent further than the page that says so (`standing`).

The rows stand with what they are about, by app and part: `of_people/clearance.py`, `of_network/ideas.py`,
`of_messaging.py`. A new door goes there, with what it accepts (`BODIES`) and what it needs (`build`).

Outcomes: ok · login · standing · refused (403) · missing (404) · conflict (409) · invalid (400, 422, or the form again
with what is wrong) · method (405).
"""

from tests.architecture import of_matching, of_messaging, of_network, of_people, of_visits, sections

# In the order in which their things are built: cases of concern, a conversation, a visit are about what network holds.
PARTS = (of_network, of_messaging, of_people, of_matching, of_visits)
ACTS = sections.acts(PARTS)
# Not ours or not a person's: each with the reason why it needs no row.
WITHOUT_A_ROW: dict[str, str] = {
    "api_schema": "says how the API is called, holds no data",
    "api_docs": "the same as a page",
}
# django-allauth's: tests/people/test_login.py walks them; here only that nothing is added unseen.
ACCOUNT_PAGES = {
    "account_login", "account_logout", "account_inactive", "account_signup", "account_reauthenticate", "account_email",
    "account_email_verification_sent", "account_change_password", "account_set_password", "account_reset_password",
    "account_confirm_login_code", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "account_reset_password_done", "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
}  # fmt: skip
