"""The one settings file. What differs between machines comes from the environment (see `environment.py`)."""

import sys
from pathlib import Path

from csp.constants import NONE, SELF

from config import environment as env
from config.api_names import ENUM_NAMES

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(env.text("VAR_DIR") or ROOT / "var")
VAR.mkdir(exist_ok=True)

# --- What kind of start this is -------------------------------------------------------------------------------------
DEBUG = env.flag("DEBUG", default=False)
DEMO = env.flag("DEMO", default=False)
# Read by name, so that `people` need not know this package.
DEMO_LOGINS = "config.demo.logins.LOGINS"
TESTING = "pytest" in sys.modules
SECRET_KEY = env.secret_key(debug=DEBUG or TESTING, command=" ".join(sys.argv[1:2]))
# How the site is reached, for links in letters that no request stands behind.
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")

# --- Parts ----------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "config.apps.DaphneConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "channels",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_filters",
    "django_htmx",
    "django_q",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "rest_framework",
    "core",
    "people",
    "network",
    "matching",
    "messaging",
    "visits",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Outside everything that writes an answer; its random padding hides how long a page with a secret became (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # The trail asks it who is acting where no service has said so.
    "simple_history.middleware.HistoryRequestMiddleware",
    "core.middleware.PrivateMiddleware",
    "people.middleware.GuardianPagesMiddleware",
    "people.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.RefusalMiddleware",
    "core.middleware.AddressMiddleware",
    "people.middleware.StandingMiddleware",
    "axes.middleware.AxesMiddleware",
]

# Collected, compressed files in production; elsewhere Django's own finders serve them.
COLLECTED = not DEBUG and not TESTING
if COLLECTED:
    MIDDLEWARE.insert(1, "whitenoise.middleware.WhiteNoiseMiddleware")

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"

LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "loaders": LOADERS if DEBUG and not TESTING else [("django.template.loaders.cached.Loader", LOADERS)],
            "builtins": ["django_cotton.templatetags.cotton", "core.templatetags.widgets", "core.templatetags.once"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.page",
            ],
        },
    }
]
COTTON_DIR = "components"
# Form widgets render through our own templates, so that every form of the site looks alike.
FORM_RENDERER = "core.renderers.Renderer"
INSTALLED_APPS.insert(1, "django.forms")

# --- Data -----------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.database(f"sqlite:///{VAR / 'nhip_cau.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Left out of what tests with real transactions put back: Django's own permissions, which nothing here asks for.
TEST_NON_SERIALIZED_APPS = ["django.contrib.auth"]
ATOMIC_REQUESTS = False
REDIS_URL = env.text("REDIS_URL")
if REDIS_URL and not TESTING:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- Background work ------------------------------------------------------------------------------------------------
Q_CLUSTER = {
    "name": "nhip-cau",
    "orm": "default",
    "broker_class": "core.jobs.Queue",
    "workers": env.number("WORKERS", 1),
    "timeout": 300,
    "retry": 360,
    "poll": 0.5,
    "save_limit": 1000,
    "max_attempts": 3,
    "catch_up": False,
    "sync": TESTING,
}

# --- Accounts -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# For what a teacher prints for a whole class at once; `people/hashers.py` says why it may be quicker.
FIRST_PASSWORD_HASHER = "people.hashers.FirstPasswordHasher"  # noqa: S105  the place of a class
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    FIRST_PASSWORD_HASHER = PASSWORD_HASHERS[0]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "welcome"
ACCOUNT_FORMS = {"login": "people.forms.login.LoginForm"}
ACCOUNT_ADAPTER = "people.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# For adults; pupils have no address, and `people.accounts.AccountAdapter` lets them pass.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
# A whole class logs in from one address: limits are per account, and generous per address.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "5/300s/key",
    "concern": "10/h/user",
    "concern_anonymous": "20/h/ip",
    # Codes for people who come by an invitation or ask to join: a whole staff room may sit behind one address.
    "mail_code": "60/h/ip,5/h/key",
    "join_request": "10/h/ip",
}
# Doors that need no log-in: knocks from one address.
PACES = {"referee": "30/5m/ip"}
# How many proxies of ours stand in front and add to X-Forwarded-For. What a client itself writes there counts nothing.
PROXIES = env.number("PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
AXES_CLIENT_IP_CALLABLE = "people.accounts.address_of"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "people/locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Nhịp Cầu"
# Department accounts see the whole city; only the demonstration lets them in without a second factor.
MFA_REQUIRED = not DEMO

# --- Language, time, place ------------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# --- Files served by us alone ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
NODE_MODULES = ROOT / "node_modules"
# Packages bring many more files than pages load: `core.finders` keeps to those that are named here.
STATICFILES_FINDERS = ["core.finders.UsedFiles", "core.finders.UsedAppFiles"]
STATICFILES_USED = [
    "be-vietnam-pro/be-vietnam-pro-latin-[46]00-normal.woff2",
    "be-vietnam-pro/be-vietnam-pro-vietnamese-[46]00-normal.woff2",
    "css/*",
    "cytoscape/cytoscape.min.js",
    "drf_spectacular_sidecar/swagger-ui-dist/favicon-32x32.png",
    "drf_spectacular_sidecar/swagger-ui-dist/swagger-ui*.css",
    "drf_spectacular_sidecar/swagger-ui-dist/swagger-ui*.js",
    "event-calendar/event-calendar.min.*s",
    "htmx/htmx.min.js",
    "img/*",
    "js/*",
    "tabler/tabler.min.css",
    "tom-select/css/tom-select.bootstrap5.min.css",
    "tom-select/js/tom-select.complete.min.js",
]
STATICFILES_DIRS = [
    ROOT / "static",
    ("tabler", NODE_MODULES / "@tabler/core/dist/css"),
    ("be-vietnam-pro", NODE_MODULES / "@fontsource/be-vietnam-pro/files"),
    ("htmx", NODE_MODULES / "htmx.org/dist"),
    ("cytoscape", NODE_MODULES / "cytoscape/dist"),
    ("event-calendar", NODE_MODULES / "@event-calendar/build/dist"),
    ("tom-select", NODE_MODULES / "tom-select/dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "core.storage.TolerantManifestStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = VAR / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- Mail -----------------------------------------------------------------------------------------------------------
# What links in mails, texts and on paper begin with.
SITE_URL = (env.text("SITE_URL") or f"http://localhost:{env.text('PORT', '8000')}").rstrip("/")
EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Nhịp Cầu <khong-tra-loi@localhost>")

# --- Messages to guardians' phones ----------------------------------------------------------------------------------
# "file" (VAR_DIR/sent/), "console", or "http": a carrier's address takes SMS or Zalo messages, signed with the secret.
SENDER = env.text("SENDER", "file")
SENT_PATH = VAR / "sent"
SENDER_URL = env.text("SENDER_URL")
SENDER_SECRET = env.text("SENDER_SECRET")
SENDER_CHANNEL = env.text("SENDER_CHANNEL", "sms")
SENDER_TIMEOUT = env.number("SENDER_TIMEOUT", 10)
# Signed papers: outside MEDIA_ROOT, so that no address leads to them.
PAPERS_ROOT = VAR / "papers"
# Files that travel with messages; outside MEDIA_ROOT for the same reason.
MESSAGE_FILES_ROOT = VAR / "messages"

# The school's own meeting rooms: "https://hop.example.vn/{room}". Without them teams meet in their conversation.
MEETING_URL = env.room_template("MEETING_URL")

# --- What a page may load and do ------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # Entering an online session leads to the school's own meeting rooms.
        "form-action": [SELF, *([env.origin(MEETING_URL)] if MEETING_URL else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb", "accelerometer")
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if not DEBUG and not TESTING and env.flag("HTTPS", default=True):
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# --- The API --------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["people.api.standing.IsInGoodStanding"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.parsing.StrictJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "core.pagination.NewestFirst",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.UserRateThrottle",
        "rest_framework.throttling.AnonRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "user": env.text("API_RATE_PERSON", "600/min"),
        "anon": env.text("API_RATE_ADDRESS", "120/min"),
    },
    "NUM_PROXIES": PROXIES,
    "EXCEPTION_HANDLER": "core.problems.answer",
    "PAGE_SIZE": 20,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
REST_KNOX = {"TOKEN_TTL": None, "TOKEN_LIMIT_PER_USER": 10, "AUTO_REFRESH": False}
SPECTACULAR_SETTINGS = {
    "TITLE": "Nhịp Cầu",
    "VERSION": "1",
    "DESCRIPTION": "Everything a person can read or do in Nhịp Cầu, with the same rights as in its pages.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": ENUM_NAMES,
}

# --- The recommender ------------------------------------------------------------------------------------------------
# What a run notes as the code it was made with.
CODE_VERSION = env.text("CODE_VERSION", "1")
# Its search index, shared by all processes of a machine.
MATCHING_ROOT = VAR / "matching"
# Where the nightly rebuild and the rounds are worked out: in the worker itself, by processes beside it (loky; -1 is one
# a core), or by the cluster whose scheduler is named (dask).
MATCHING_BACKEND = env.one_of("MATCHING_BACKEND", ("", "loky", "dask"))
MATCHING_JOBS = env.number("MATCHING_JOBS", -1)
MATCHING_SCHEDULER = env.text("MATCHING_SCHEDULER")

# How long after leaving a pupil's name is kept.
PSEUDONYMISE_DAYS = env.number("PSEUDONYMISE_DAYS", 180)

# --- The network's own knobs ----------------------------------------------------------------------------------------
PROPOSAL_DAYS = env.number("PROPOSAL_DAYS", 14)
PROPOSAL_REMINDER_DAYS = env.number("PROPOSAL_REMINDER_DAYS", 3)
# Of the messages between outside adults and pupils that nothing else holds, so many of a hundred are read beforehand.
MESSAGE_SAMPLE_PERCENT = 0 if TESTING else env.number("MESSAGE_SAMPLE_PERCENT", 5)
# A message waits for its adviser: a reminder after so many working hours, then, after so many hours, the safety lead.
REVIEW_REMINDER_HOURS = env.number("REVIEW_REMINDER_HOURS", 4)
REVIEW_HOURS = env.number("REVIEW_HOURS", 24)
WAITING_TOO_LONG_DAYS = env.number("WAITING_TOO_LONG_DAYS", 7)
# How old a city-wide count may be. Tests look at what they have just changed.
FIGURES_SECONDS = 0 if TESTING else env.number("FIGURES_SECONDS", 60)

MESSAGE_TAGS: dict[int, str] = {40: "danger"}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"without_secrets": {"()": "core.logs.WithoutSecrets"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_secrets"]},
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
