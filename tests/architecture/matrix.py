"""Who may do what, at every door: the table that `test_role_matrix.py` walks, door by door and role by role.

An act lists its doors ("METHOD url-name", pages and API together: the same right holds at each) and what each role
is told. `rest` is everybody who is not named. Unless named, nobody who is not logged in gets further than the log-in
(`login`), and no pupil without a guardian's consent further than the page that says so (`standing`).

Outcomes: ok · login · standing · refused (403) · missing (404) · conflict (409) · invalid (400, 422, or the form again
with what is wrong) · method (405).
"""

from tests.architecture import of_visits
from tests.architecture.acts import Act, act, both

_IN_SCHOOL = "pupil schoolmate adviser admin"
_PARTNERS = "representative other_representative mentor department"
_OUTSIDE = "other_pupil other_adviser uncleared commune"

FRONT = [
    act("GET:welcome", rest="ok", login="ok"),
    act("GET:home", rest="ok"),
    act("GET:styleguide GET:favicon", rest="ok", login="ok"),
    act("POST:set_language", rest="ok", login="ok", standing="ok"),
    act("POST:demo_login", "demo", rest="missing", login="missing", standing="missing"),
    act("GET:standing", rest="ok", standing="ok"),
    # Back to the page on standing, which leads on where nothing lacks.
    # To the page on standing, which asks whether the pupil wants to come back.
    act("POST:assent_withdraw", rest="refused", standing_page="pupil schoolmate other_pupil"),
    act("DELETE:api-assent", rest="refused", ok="pupil schoolmate other_pupil"),
    act("POST:assent_give", rest="refused", standing_page="pupil schoolmate other_pupil"),
    act("GET:profile POST:token_create GET:api-me GET:api-tokens", rest="ok"),
    act("POST:api-tokens", rest="login", standing="login"),  # without the right password nobody gets a key
    act("POST:token_revoke DELETE:api-token", "token", rest="missing", ok="representative"),
]

LISTS = [
    act(
        "GET:organisation_list GET:api-organisation-list GET:club_list GET:api-club-list GET:idea_list"
        " GET:api-idea-list GET:challenge_list GET:api-challenge-list GET:offer_list GET:api-offer-list"
        " GET:proposal_list GET:api-proposal-list GET:engagement_list GET:api-engagement-list GET:search"
        " GET:api-search GET:import_home",
        rest="ok",
    ),
    act("GET:review_queue GET:api-review-list", rest="refused", ok="department"),
    act("POST:tags_propose POST:api-tags", rest="ok"),
]

ORGANISATIONS = [
    act(
        "GET:organisation_detail GET:api-organisation-detail GET:organisation_network GET:api-organisation-network",
        "organisation",
        rest="ok",
    ),
    act("GET:organisation_detail GET:api-organisation-detail", "organisation_pending", rest="missing", ok="department"),
    act(
        f"{both('organisation_review')} POST:api-organisation-verify POST:api-organisation-decide"
        f" {both('organisation_file')} GET:api-organisation-file PATCH:api-organisation-file"
        " GET:api-organisation-history",
        "organisation_pending",
        rest="missing",
        ok="department",
    ),
    act(
        f"{both('organisation_file')} GET:api-organisation-file PATCH:api-organisation-file"
        " GET:api-organisation-history",
        "organisation",
        rest="refused",
        ok="representative department",
    ),
    act(
        "POST:organisation_hand_in POST:api-organisation-hand-in",
        "organisation_returned",
        rest="missing",
        ok="representative department",
    ),
    act(
        f"{both('organisation_suspend')} POST:api-organisation-suspend GET:api-organisation-weigh",
        "organisation",
        rest="refused",
        ok="department",
    ),
    act(
        f"{both('organisation_reinstate')} POST:api-organisation-reinstate",
        "organisation_suspended",
        rest="missing",
        ok="department",
    ),
    act("GET:organisation_mine GET:api-organisation-queue", rest="ok"),
    act(
        f"GET:organisation_queue {both('organisation_create')} POST:api-organisation-list",
        rest="refused",
        ok="department",
    ),
]

_LOOK_AFTER = "representative department"
_PUPILS = "pupil schoolmate other_pupil"

JOINING = [
    act(
        f"GET:organisation_people GET:api-organisation-people {both('invitation_create')} POST:api-invitation-list"
        f" {both('role_give')} POST:api-organisation-people POST:role_take DELETE:api-organisation-person",
        "organisation_people",
        rest="refused",
        ok=_LOOK_AFTER,
    ),
    act("GET:api-invitation-list GET:api-alumnus-claim-list GET:api-alumnus-claim-mine", rest="ok"),
    act("POST:invitation_revoke POST:api-invitation-revoke", "invitation", rest="missing", ok=_LOOK_AFTER),
    act(both("invitation_open"), "invitation", rest="ok", login="ok", standing="ok"),
    act(
        "POST:invitation_accept",
        "invitation",
        rest="ok",
        refused=f"{_PUPILS} representative",
        standing="refused",
    ),
    act("POST:api-invitation-accept", "invitation", rest="ok", refused=f"{_PUPILS} representative"),
    act(both("join_request"), rest="ok", login="ok", standing="ok"),
    # Only after one of the two forms above.
    act(f"{both('mail_code')} POST:mail_code_again", rest="missing", login="missing", standing="missing"),
    act(both("alumnus_claim"), "alumnus_claim", rest="ok", refused=_PUPILS, standing="refused"),
    act("POST:api-alumnus-claim-list", "alumnus_claim", rest="ok", refused=_PUPILS),
    act(
        f"POST:alumnus_confirm POST:api-alumnus-claim-confirm {both('alumnus_refuse')} POST:api-alumnus-claim-refuse",
        "alumnus_claim",
        rest="missing",
        ok="admin",
    ),
]

DELEGATIONS = [
    act("GET:delegation_list GET:api-delegation-list", rest="ok"),
    act("POST:delegation_list POST:api-delegation-list", "delegation", rest="refused", ok="department"),
    act(
        "POST:delegation_revoke POST:api-delegation-revoke",
        "delegation",
        rest="missing",
        refused="commune",
        ok="department",
    ),
]

# By default the school's administrators lead safeguarding. The mentor is whom the reports are about.
SAFETY = [
    act(f"{both('concern_report')} GET:concern_sent", rest="ok", login="ok", standing="ok"),
    act("GET:concern_mine GET:api-concern-mine POST:api-concern-list", rest="ok"),
    act("POST:api-concern-references", "organisation", rest="ok"),
    act(
        "GET:concern_list GET:api-concern-list GET:safeguarding GET:api-safeguarding-list",
        rest="refused",
        ok="admin department",
    ),
    act(
        f"GET:concern_detail GET:api-concern-detail {both('concern_111')} POST:concern_note POST:api-concern-note"
        " POST:concern_answer POST:api-concern-answer POST:concern_hand_over POST:api-concern-hand-over"
        " POST:concern_hold POST:api-concern-hold POST:concern_ask_suspension POST:api-concern-ask-suspension"
        " POST:concern_ask_close POST:api-concern-ask-close",
        "concern",
        rest="missing",
        ok="admin",
    ),
    act("POST:concern_release POST:api-concern-release", "concern_held", rest="missing", ok="admin"),
    act("GET:concern_detail GET:api-concern-detail", "concern_raised", rest="missing", ok="admin department"),
    act(
        "POST:concern_suspend POST:api-concern-suspend",
        "concern_raised",
        rest="missing",
        ok="department",
        refused="admin",
    ),
    act(
        f"{both('concern_confirm', 'api-concern-confirm')} POST:api-concern-keep-open",
        "concern_closing",
        rest="missing",
        ok="admin department",
    ),
    act(
        "POST:safeguarding_appoint POST:api-safeguarding-appoint POST:safeguarding_dismiss"
        " POST:api-safeguarding-dismiss",
        "staff",
        rest="refused",
        ok="admin",
    ),
    act("GET:dev_mail GET:dev_letter", "letter", rest="missing", login="missing"),
]

NOTICES = [
    act(
        f"GET:notice_list {both('notice_settings')} POST:notice_read_all GET:api-notice-list"
        " POST:api-notice-read-all GET:api-notice-preferences PATCH:api-notice-preferences",
        rest="ok",
    ),
    act("GET:notice_open POST:api-notice-read", "notice", rest="missing", ok="representative"),
]

CLUBS = [
    act(
        "GET:club_detail GET:api-club-detail GET:club_network GET:api-club-network GET:api-club-members",
        "club",
        rest="ok",
        missing="uncleared",
    ),
    act(f"{both('club_create')} POST:api-club-list", rest="refused", ok="adviser other_adviser admin"),
    act(f"{both('club_edit')} PATCH:api-club-detail", "club", rest="refused", ok="adviser admin", missing="uncleared"),
    act(f"{both('club_join')} POST:api-club-join", "joiner", rest="refused", ok="adviser admin", missing="uncleared"),
    act(
        f"{both('club_close')} POST:api-club-close GET:api-club-closing",
        "club",
        rest="refused",
        ok="adviser admin",
        missing="uncleared",
    ),
    act(
        "POST:club_reopen POST:api-club-reopen",
        "club_closed",
        rest="missing",
        ok="adviser admin",
        refused="pupil schoolmate commune department",
    ),
    act("POST:club_leave POST:api-club-leave", "club", rest="missing", ok="pupil adviser admin"),
]

IDEAS = [
    act(f"{both('idea_create')} POST:api-idea-list", "start", rest="refused", ok="pupil adviser", missing="uncleared"),
    act("GET:idea_detail GET:api-idea-detail", "idea", rest="missing", ok=f"{_IN_SCHOOL} {_PARTNERS}"),
    act("GET:idea_detail GET:api-idea-detail", "idea_draft", rest="missing", ok="pupil adviser admin"),
    act("GET:idea_detail", "idea_public", rest="ok", login="ok"),
    act("GET:api-idea-detail", "idea_public", rest="ok"),
    act(
        f"{both('idea_edit')} PATCH:api-idea-detail",
        "idea_draft",
        rest="missing",
        ok="pupil adviser",
        refused="admin",
    ),
    act(
        f"{both('idea_edit')} PATCH:api-idea-detail",
        "idea",
        rest="refused",
        ok="adviser",
        conflict="pupil",
        missing=_OUTSIDE,
    ),
    act("POST:idea_submit POST:api-idea-submit", "idea_draft", rest="missing", ok="pupil", refused="adviser admin"),
    act(
        "POST:idea_return POST:api-idea-send-back POST:idea_publish POST:api-idea-publish",
        "idea_submitted",
        rest="missing",
        ok="adviser",
        refused="pupil admin",
    ),
    act(
        "POST:idea_withdraw POST:api-idea-withdraw",
        "idea",
        rest="refused",
        ok="pupil adviser admin",
        missing=_OUTSIDE,
    ),
    act("POST:idea_archive POST:api-idea-archive", "idea_draft", rest="missing", ok="pupil adviser", refused="admin"),
    act("GET:idea_history GET:api-idea-history GET:idea_team", "idea", rest="missing", ok="pupil adviser admin"),
    act("POST:idea_team POST:api-idea-add-member", "team", rest="missing", ok="pupil adviser", refused="admin"),
    act(
        "POST:idea_team_leave POST:api-idea-remove-member", "idea", rest="missing", ok="pupil adviser", refused="admin"
    ),
    act("GET:idea_suggestions GET:api-idea-suggestions", "idea", rest="missing", ok=f"{_IN_SCHOOL} {_PARTNERS}"),
]


def _posts(kind: str, author: str, writers: str) -> list[Act]:
    """Challenges and offers have the same life."""
    return [
        act(f"{both(f'{kind}_create')} POST:api-{kind}-list", kind, rest="refused", ok=writers),
        act(f"GET:{kind}_detail GET:api-{kind}-detail", kind, rest="ok"),
        act(f"GET:{kind}_detail GET:api-{kind}-detail", f"{kind}_draft", rest="missing", ok=author),
        act(f"GET:{kind}_detail GET:api-{kind}-detail", f"{kind}_review", rest="missing", ok=f"{author} department"),
        act(f"{both(f'{kind}_edit')} PATCH:api-{kind}-detail", kind, rest="refused", ok=author),
        act(f"{both(f'{kind}_edit')} PATCH:api-{kind}-detail", f"{kind}_draft", rest="missing", ok=author),
        act(f"POST:{kind}_submit POST:api-{kind}-submit", f"{kind}_draft", rest="missing", ok=author),
        act(
            f"POST:{kind}_recall POST:api-{kind}-recall",
            f"{kind}_review",
            rest="missing",
            ok=author,
            refused="department",
        ),
        act(f"POST:{kind}_close POST:api-{kind}-close", kind, rest="refused", ok=author),
        act(f"GET:{kind}_suggestions GET:api-{kind}-suggestions", kind, rest="refused", ok=author),
    ]


POSTS = [
    *_posts("challenge", "representative", "representative other_representative"),
    *_posts("offer", "mentor", "representative other_representative mentor uncleared"),
    act(
        f"{both('review_detail')} GET:api-review-detail POST:api-review-decide",
        "review",
        rest="missing",
        ok="department",
    ),
]

AGREEMENTS = [
    act(
        f"{both('proposal_create')} POST:api-proposal-list",
        "pair",
        rest="refused",
        ok="pupil adviser representative",
        missing=_OUTSIDE,
    ),
    act("GET:proposal_detail GET:api-proposal-detail", "proposal", rest="missing", ok="pupil adviser admin mentor"),
    act(
        "POST:proposal_accept POST:api-proposal-accept",
        "proposal",
        rest="missing",
        ok="mentor",
        refused="pupil adviser admin",
    ),
    act(
        "POST:proposal_approve POST:api-proposal-approve",
        "proposal",
        rest="missing",
        ok="adviser",
        refused="pupil mentor admin",
    ),
    act(
        "POST:proposal_take_key_back POST:api-proposal-take-key-back",
        "proposal_approved",
        rest="missing",
        ok="adviser",
        conflict="mentor",
        refused="pupil admin",
    ),
    act(
        "POST:proposal_refuse POST:api-proposal-refuse POST:proposal_ask POST:api-proposal-ask"
        " POST:proposal_answer POST:api-proposal-answer",
        "proposal",
        rest="missing",
        ok="adviser mentor",
        refused="pupil admin",
    ),
    act(
        "POST:proposal_withdraw POST:api-proposal-withdraw",
        "proposal",
        rest="missing",
        ok="pupil adviser",
        refused="mentor admin",
    ),
    act(
        "GET:engagement_detail GET:api-engagement-detail",
        "engagement",
        rest="missing",
        ok="pupil adviser admin mentor",
    ),
    act(
        "POST:engagement_add_goal POST:api-engagement-add-goal POST:engagement_mark_goal POST:api-engagement-mark-goal"
        " POST:engagement_check_in POST:api-engagement-check-in",
        "engagement",
        rest="missing",
        ok="pupil adviser mentor",
        refused="admin",
    ),
    act(
        "POST:engagement_close POST:api-engagement-close POST:engagement_end POST:api-engagement-end",
        "engagement",
        rest="missing",
        ok="adviser mentor",
        refused="pupil admin",
    ),
    act(
        "POST:engagement_answer_closing POST:api-engagement-closing",
        "engagement_closed",
        rest="missing",
        ok="pupil adviser mentor",
        refused="admin",
    ),
    act(
        "GET:suggestion_detail GET:api-suggestion-detail",
        "suggestion",
        rest="missing",
        ok="pupil adviser admin representative",
    ),
    act(
        "POST:suggestion_dismiss POST:api-suggestion-dismiss",
        "suggestion",
        rest="missing",
        ok="adviser representative",
        refused="pupil admin",
    ),
    act("GET:ranker_list GET:api-ranker-list", rest="refused", ok="department"),
    act("POST:ranker_roll_back POST:api-ranker-roll-back", "ranker", rest="refused", ok="department"),
]

_IN_THE_TALK = "pupil adviser mentor"

# Who is not in a conversation does not know of it, the school's administrators among them.
TALKS = [
    act(
        "GET:talk_review GET:talk_search GET:conversation_list GET:api-conversation-list GET:api-conversation-unread"
        " GET:api-conversation-search GET:api-held-message-list",
        rest="ok",
    ),
    act(
        f"POST:conversation_about {both('conversation_detail', 'conversation_messages')}"
        " POST:api-conversation-list GET:api-conversation-detail GET:api-conversation-messages"
        " POST:api-conversation-messages POST:api-conversation-read POST:api-conversation-react"
        " POST:message_file_upload POST:api-conversation-file-upload",
        "engagement_talk",
        rest="missing",
        ok=_IN_THE_TALK,
    ),
    act("GET:message_file GET:api-conversation-file", "talk_file", rest="missing", ok=_IN_THE_TALK),
    act(
        f"{both('message_hide')} POST:api-message-hide",
        "talk_said",
        rest="missing",
        ok="adviser",
        refused="pupil mentor",
    ),
    act(
        f"{both('talk_decide')} POST:api-held-message-allow POST:api-held-message-edit POST:api-held-message-block",
        "talk_held",
        rest="missing",
        ok="adviser",
    ),
    act("GET:message_file GET:api-conversation-file", "talk_held_file", rest="missing", ok="adviser mentor"),
]

OFFICERS = [
    act(
        "GET:coverage GET:api-coverage GET:coverage_export GET:coverage_needs GET:api-coverage-needs"
        " GET:coverage_waiting GET:api-coverage-waiting",
        rest="refused",
        ok="commune department",
    ),
    act("GET:coverage_commune GET:api-coverage-commune", "commune", rest="refused", ok="commune department"),
    act(
        "GET:coverage_commune GET:api-coverage-commune",
        "commune_elsewhere",
        rest="refused",
        ok="department",
        missing="commune",
    ),
]

_SUPPORTERS = "representative other_representative mentor uncleared"

CLEARANCE = [
    act(
        "GET:clearance GET:api-clearance POST:clearance_identity POST:api-clearance-identity GET:clearance_conduct"
        " GET:api-clearance-conduct GET:quiz POST:quiz_start POST:api-quiz GET:clearance_referees",
        rest="refused",
        ok=_SUPPORTERS,
    ),
    # The body is the newcomer's: another's organisation, another's name.
    act(
        "POST:clearance_word POST:clearance_conduct POST:api-clearance-conduct",
        "newcomer",
        rest="refused",
        ok="uncleared",
        invalid="representative other_representative mentor",
    ),
    act(
        "POST:api-clearance-word",
        "newcomer",
        rest="refused",
        ok="uncleared",
        missing="representative other_representative mentor",
    ),
    # Whose references stand for long yet names nobody.
    act(
        "POST:clearance_referees POST:api-referees",
        rest="refused",
        ok="uncleared",
        conflict="representative other_representative mentor",
    ),
    act(f"{both('quiz_try')} GET:api-quiz-try POST:api-quiz-try", "quiz_try", rest="missing", ok="uncleared"),
    act("POST:referee_replace DELETE:api-referee", "reference", rest="missing", ok="uncleared"),
    # Whoever holds the link, with or without an account.
    act(both("referee_form"), "referee", rest="ok", login="ok"),
    act("GET:word_list GET:api-words-list", rest="refused", ok="admin representative other_representative"),
    act(f"{both('word_answer')} POST:api-words-answer", "word", rest="missing", ok="representative"),
    act("GET:clearance_queue GET:api-clearances-list", rest="refused", ok="department"),
    act(
        "GET:clearance_review GET:api-clearances-detail POST:api-clearances-see-identity"
        " POST:api-clearances-grant-word POST:api-clearances-grant-references",
        "dossier",
        rest="missing",
        ok="department",
    ),
    *(
        act("POST:clearance_grant", f"dossier_{check}", rest="missing", ok="department")
        for check in ("identity", "organisation_word", "references")
    ),
    # What somebody does alone nobody records for them, unless it was taken back and done anew.
    act("POST:clearance_grant", "dossier_code_of_conduct", rest="missing", conflict="department"),
    act("POST:clearance_grant POST:api-clearances-give-back", "done_anew", rest="missing", ok="department"),
    act("POST:clearance_refuse POST:api-clearances-refuse", "dossier_identity", rest="missing", ok="department"),
    act("POST:clearance_revoke POST:api-clearances-revoke", "standing", rest="missing", ok="department"),
    act("POST:reference_settle POST:api-clearances-settle", "worry", rest="missing", ok="department"),
]

SHEETS = [
    act(
        f"{both('import_upload')} POST:api-import-list GET:import_template GET:api-import-template",
        "sheet_idea",
        rest="refused",
        ok="adviser other_adviser admin",
    ),
    act(
        f"{both('import_upload')} POST:api-import-list GET:import_template GET:api-import-template",
        "sheet_challenge",
        rest="refused",
        ok="representative other_representative department",
    ),
    act("GET:export GET:api-export", "sheet_idea", rest="refused", ok="adviser other_adviser admin"),
    act(
        "GET:export GET:api-export",
        "sheet_challenge",
        rest="refused",
        ok="representative other_representative mentor uncleared",
    ),
    act(
        "GET:import_preview GET:api-import-detail GET:import_errors GET:api-import-errors"
        " POST:import_apply POST:api-import-apply GET:import_progress GET:api-import-progress",
        "batch",
        rest="missing",
        ok="adviser",
    ),
]

TRAIL = [
    act("GET:read_list GET:api-read-list", rest="refused", ok="admin"),
    *(
        act("GET:history GET:api-history", f"history_{kind}", rest="missing", ok="admin")
        for kind in ("pupil", "club", "idea", "engagement")
    ),
    *(
        act("GET:history GET:api-history", f"history_{kind}", rest="missing", ok="department")
        for kind in ("organisation", "person", "challenge", "offer")
    ),
    act("GET:history GET:api-history", "history_draft", rest="missing"),
]

MY_DATA = [
    act(f"{both('my_data')} GET:api-my-request-list POST:api-my-request-list GET:api-my-export-list", rest="ok"),
    act("POST:export_order POST:api-my-export-list", rest="ok", refused="pupil schoolmate other_pupil"),
    act("GET:export_download GET:api-my-export-download", "export", rest="missing", ok="representative"),
    act("POST:data_request_withdraw POST:api-my-request-withdraw", "my_request", rest="missing", ok="representative"),
    act(
        "GET:data_request_list GET:data_request_find GET:api-data-request-list",
        rest="refused",
        ok="admin department",
    ),
    act(
        f"{both('data_request_create')} POST:api-data-request-list",
        "request_subject",
        rest="refused",
        ok="admin",
        missing="department",
    ),
    *(
        act(
            "GET:data_request_detail GET:api-data-request-detail"
            " POST:data_request_acknowledge POST:api-data-request-acknowledge"
            " POST:data_request_complete POST:api-data-request-complete"
            " POST:data_request_refuse POST:api-data-request-refuse",
            on,
            rest="missing",
            ok=who,
        )
        for on, who in (("data_request", "admin"), ("my_request", "department"))
    ),
    act("POST:data_request_lift POST:api-data-request-lift", "data_request_restricted", rest="missing", ok="admin"),
]

# Teachers in charge of the school that the pupil goes to.
_KEEPERS = "adviser admin"

# Whoever holds the link is told the same, with an account or without: what lets in is the code.
GUARDIANS = [
    act(
        "GET:guardian_page POST:guardian_leave POST:guardian_language", "guardian", rest="ok", login="ok", standing="ok"
    ),
    act(f"{both('guardian_answers')} POST:guardian_code", "guardian", rest="ok", login="ok", standing="ok"),
    act("POST:guardian_confirm POST:guardian_enter", "guardian_coded", rest="ok", login="ok", standing="ok"),
    act("POST:guardian_confirm POST:guardian_enter", "guardian", rest="invalid", login="invalid", standing="invalid"),
    # Without a visit it leads to the door; nothing stops.
    act("POST:guardian_stop", "guardian", rest="ok", login="ok", standing="ok"),
    act(
        "GET:guardian_page GET:guardian_answers POST:guardian_answers POST:guardian_confirm POST:guardian_code"
        " POST:guardian_enter POST:guardian_stop POST:guardian_leave POST:guardian_language",
        "guardian_unknown",
        rest="missing",
        login="missing",
        standing="missing",
    ),
    act("GET:consent_board GET:consent_papers GET:api-paper-list", rest="missing", ok=f"{_KEEPERS} other_adviser"),
    act(
        f"GET:consent_class GET:consent_export {both('consent_phones')} POST:consent_print POST:consent_remind"
        " GET:api-consent-classes GET:api-consent-class GET:api-consent-remind POST:api-consent-remind"
        " GET:api-consent-export",
        "papers_school",
        rest="missing",
        ok=_KEEPERS,
    ),
    act(
        f"GET:pupil_papers POST:pupil_print {both('guardian_add')} GET:api-guardian-list POST:api-guardian-list",
        "papers_pupil",
        rest="missing",
        ok=_KEEPERS,
    ),
    act(
        f"{both('guardian_phone')} POST:api-guardian-phone POST:guardian_withdraw POST:api-guardian-withdraw"
        f" POST:guardian_send POST:api-guardian-send {both('paper_upload')} POST:api-paper-upload"
        " POST:guardian_end POST:api-guardian-end",
        "guardianship",
        rest="missing",
        ok=_KEEPERS,
    ),
    act("POST:guardian_vouch POST:api-guardian-vouch", "phone_waits", rest="missing", ok="admin", refused="adviser"),
    act(
        "GET:consent_paper GET:api-paper GET:consent_paper_file GET:api-paper-file POST:consent_paper_turn_down"
        " POST:api-paper-turn-down",
        "paper",
        rest="missing",
        ok=_KEEPERS,
    ),
    act(
        "POST:consent_paper_confirm POST:api-paper-confirm",
        "paper",
        rest="missing",
        ok="admin",
        refused="adviser",
    ),
]

ROLL = [
    act("GET:pupil_home", rest="ok"),
    act(
        "GET:pupil_list GET:api-pupil-list GET:api-class-list"
        f" {both('pupil_create')} POST:api-pupil-list {both('roll_over')} GET:api-roll-over POST:api-roll-over"
        f" {both('roster_upload')} POST:api-roster-list GET:roster_template POST:class_cards POST:api-class-cards"
        f" {both('pupil_detail')} GET:api-pupil-detail PATCH:api-pupil-detail POST:pupil_leave POST:api-pupil-leave"
        " POST:pupil_card POST:api-pupil-card",
        "roll",
        rest="refused",
        ok="adviser admin",
    ),
    act(
        "GET:roster_detail GET:api-roster-detail DELETE:api-roster-detail POST:roster_answer POST:api-roster-answers"
        " POST:roster_apply POST:api-roster-apply POST:roster_discard GET:roster_faults GET:api-roster-errors",
        "roster",
        rest="missing",
        ok="adviser admin",
    ),
    act(f"{both('roster_columns')} POST:api-roster-columns", "roster_unnamed", rest="missing", ok="adviser admin"),
]

ACTS = [
    *FRONT,
    *LISTS,
    *ORGANISATIONS,
    *CLUBS,
    *IDEAS,
    *POSTS,
    *AGREEMENTS,
    *TALKS,
    *OFFICERS,
    *SHEETS,
    *TRAIL,
    *MY_DATA,
    *SAFETY,
    *NOTICES,
    *GUARDIANS,
    *CLEARANCE,
    *ROLL,
    *JOINING,
    *DELEGATIONS,
    *of_visits.ACTS,
]
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
