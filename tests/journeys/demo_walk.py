"""Which page of the demonstration who opens: every page of the site is in the walk, or stands below with the reason."""

from dataclasses import dataclass

GUEST = "guest"


@dataclass(frozen=True)
class Stop:
    """`of`: what the address is about, by its name in `demo_things`. `picture`: the name it is kept under, if it is.

    `does`: what is done there first, by its name in `test_demo_pages`, for pages that no link leads to.
    """

    page: str
    of: str = ""
    picture: str = ""
    does: str = ""


def _all(names: str, of: str = "") -> list[Stop]:
    return [Stop(name, of) for name in names.split()]


WALK: dict[str, list[Stop]] = {
    GUEST: [
        Stop("welcome", picture="welcome"),
        Stop("account_login", picture="log-in"),
        *_all("concern_report concern_sent dev_mail join_request styleguide"),
        Stop("dev_letter", "letter"),
        Stop("invitation_open", "invitation"),
        Stop("referee_form", "referee"),
        Stop("guardian_answers", "link"),
        Stop("guardian_page", "answered_link", "guardian", does="enter"),
        Stop("guardian_ask", "asked", does="enter_and_read"),
    ],
    "pupil": [
        Stop("home", picture="home-pupil"),
        *_all("calendar certificate_list"),
        *_all("idea_list proposal_list challenge_list offer_list"),
        Stop("idea_detail", "idea", "idea"),
        *_all("idea_team idea_history", "idea"),
        Stop("idea_suggestions", "idea", "suggestions"),
        Stop("suggestion_detail", "suggestion", "why"),
        Stop("proposal_detail", "proposal", "three-keys"),
        Stop("engagement_detail", "engagement", "engagement"),
        Stop("conversation_list"),
        Stop("conversation_detail", "talk", "conversation"),
        Stop("talk_search", "words"),
        Stop("challenge_detail", "challenge"),
        Stop("search", "words"),
        Stop("club_network", "club", "network"),
        *_all("concern_report concern_mine notice_settings profile my_data"),
        *_all("visit_list session_list placement_list"),
        Stop("visit_detail", "trip"),
        *_all("engagement_sessions session_book", "going_along"),
        Stop("session_detail", "session_held"),
    ],
    "adviser": [
        Stop("home", picture="home-adviser"),
        Stop("proposal_detail", "proposal"),
        Stop("proposal_create", "pair"),
        Stop("talk_review", picture="review"),
        Stop("talk_decide", "held"),
        Stop("message_hide", "said"),
        Stop("idea_edit", "idea"),
        *_all("club_detail club_edit club_join club_close", "club"),
        Stop("idea_create", "club_of_idea"),
        *_all("club_create import_home consent_board consent_papers"),
        Stop("import_upload", "sheet"),
        Stop("import_preview", "batch"),
        *_all("consent_phones pupil_create roster_upload roll_over", "school"),
        Stop("consent_class", "papers_of_class"),
        Stop("pupil_list", "class", "class-cards", does="print"),
        Stop("pupil_detail", "on_roll"),
        *_all("pupil_papers guardian_add", "pupil"),
        *_all("guardian_phone paper_upload", "guardianship"),
        Stop("consent_paper", "paper"),
        Stop("open_slot_list", picture="open-slots"),
        *_all("open_slot_detail open_slot_book", "open_slot"),
        Stop("open_slot_detail", "full_slot"),
        *_all("waiting_list slot_request_list slot_request_create visit_list visit_board session_list placement_list"),
        *_all("slot_request_detail", "wish"),
        *_all("slot_request_detail", "granted"),
        Stop("visit_detail", "prepared", "visit"),
        Stop("visit_roster", "prepared", "visit-roster"),
        *_all("visit_travel visit_staff visit_contact visit_party visit_move", "prepared"),
        *_all("visit_roster_add visit_roster_forms", "prepared"),
        Stop("visit_roster_pupil", "on_roster"),
        *_all("visit_detail visit_roster", "trip"),
        *_all("visit_detail visit_roster visit_after", "been"),
        *_all("calendar calendar_feeds"),
        Stop("session_detail", "session_asked"),
        Stop("term_detail", "term", "term"),
        Stop("concept_propose"),
        Stop("placement_create", "internship_offer"),
        Stop("placement_detail", "internship", "internship"),
        *_all("placement_detail placement_change", "internship_asked"),
    ],
    "school_admin": [
        *_all("home club_list concern_list safeguarding read_list data_request_list"),
        *_all("concern_detail concern_111", "concern"),
        Stop("roster_detail", "roster", "roster"),
        Stop("roster_detail", "faulty"),
        Stop("roster_columns", "unnamed"),
        Stop("data_request_find", "person"),
        Stop("data_request_create", "pupil"),
        Stop("data_request_detail", "request"),
        Stop("alumnus_refuse", "claim"),
        *_all("visit_list closure_list"),
        Stop("visit_board", picture="visit-board"),
        Stop("visit_detail", "for_the_head"),
        Stop("closure_detail", "exams"),
        *_all("placement_detail placement_summary", "internship_over"),
        *(Stop("history", f"history_{kind}") for kind in ("pupil", "club", "idea", "engagement")),
    ],
    "representative": [
        Stop("home", picture="home-representative"),
        Stop("challenge_suggestions", "challenge", "invite"),
        Stop("challenge_create", picture="post-form"),
        Stop("challenge_edit", "challenge"),
        Stop("offer_list", "mine"),
        *_all("profile organisation_mine word_list"),
        Stop("word_answer", "word"),
        *_all("organisation_file organisation_people invitation_create role_give", "own_company"),
        Stop("host_home", picture="host-home"),
        *_all("visit_list slot_request_list closure_list"),
        *_all("hosting_detail hosting_edit hosting_slots hosting_slot_create hosting_series_create", "hosted"),
        *_all("safety_list safety_sign", "hosted"),
        Stop("safety_detail", "signed"),
        *_all("hosting_slot slot_move", "booked_slot"),
        *_all("hosting_slot hosting_slot_close", "free_slot"),
        Stop("hosting_series", "series"),
        Stop("visit_detail", "for_the_host"),
        Stop("slot_request_detail", "wish"),
        *_all("placement_detail placement_describe", "undescribed"),
    ],
    "mentor": [
        *_all("home pupil_home notice_list engagement_list clearance offer_create"),
        *_all("offer_detail offer_edit offer_suggestions", "offer"),
        *_all("session_list hour_list calendar credit_list"),
        Stop("hour_edit", "hour"),
        Stop("engagement_sessions", "going_along"),
        *_all("session_detail session_join", "session"),
    ],
    "mentor_uncleared": [
        *_all("home idea_list clearance clearance_conduct quiz clearance_referees"),
        Stop("quiz_try", "quiz"),
    ],
    "alumnus": _all("home alumnus_claim"),
    "commune_officer": [*_all("home coverage coverage_needs"), Stop("coverage_commune", "commune")],
    "department_officer": [
        Stop("home", picture="home-officer"),
        *_all("review_queue clearance_queue organisation_queue organisation_create delegation_list coverage_waiting"),
        Stop("review_detail", "review"),
        Stop("clearance_review", "dossier"),
        Stop("coverage", picture="coverage"),
        *_all("organisation_list data_request_list concern_list closure_list"),
        *_all("organisation_detail organisation_network organisation_suspend", "company"),
        Stop("organisation_review", "waiting"),
        Stop("organisation_reinstate", "stopped"),
        Stop("data_request_detail", "own_request"),
        *_all("concern_detail concern_confirm", "concern"),
        *_all("round_list round_create ranker_list"),
        Stop("round_detail", "round", "round"),
        *_all("round_pairs round_ideas", "round"),
        Stop("round_fairness", "round", "fairness"),
        Stop("suggestion_quality", picture="quality"),
        *_all("term_list term_try term_proposal_list"),
        Stop("term_proposal_detail", "term_proposal"),
        *(Stop("history", f"history_{kind}") for kind in ("organisation", "person", "challenge", "offer")),
    ],
}

_FILE, _LEADS_ON = "answers with a file", "leads on to another page"
NOT_WALKED: dict[str, str] = {
    "favicon": _FILE,
    "consent_export": _FILE,
    "consent_paper_file": _FILE,
    "export": _FILE,
    "export_download": _FILE,
    "import_template": _FILE,
    "import_errors": _FILE,
    "roster_template": _FILE,
    "roster_faults": _FILE,
    "visit_roster_export": _FILE,
    "coverage_export": _FILE,
    "message_file": _FILE,
    "conversation_messages": "answers the script of a page",
    "notice_open": _LEADS_ON,
    "standing": "leads on where nothing lacks; test_a_school_brings_in_its_list.py opens it",
    "mail_code": "only after a form was sent: test_alumnus_joins.py opens it",
    "suggestion_quality_export": _FILE,
    "import_progress": "a part of a page",
    "round_progress": "a part of a page",
    **dict.fromkeys(("calendar_feed", "visit_calendar", "session_calendar", "placement_calendar"), _FILE),
    **dict.fromkeys(("certificate_docx", "visit_certificates_docx"), _FILE),
    **dict.fromkeys(
        ("certificate_print", "visit_certificates_print", "credit_print"), "a page to print; its unit tests read it"
    ),
    "certificate_verify": "asks for a code on paper; its unit tests read it",
    **dict.fromkeys(
        ("visit_day", "visit_day_codes", "visit_day_family", "visit_check_in", "visit_reception", "visit_day_worker"),
        "open on the day alone: test_visit_day.py opens them",
    ),
    "engagement_next_session": "a part of a page",
}
