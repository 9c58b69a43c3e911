"""Settings of the desk. Everything a force may change comes from the environment (``SAFELIGHT_...``)."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from safelight.desk import environment

DESK = Path(__file__).resolve().parent
FOLDER = environment.data_folder()
SECRET_KEY = environment.secret_key(FOLDER)
DEBUG = environment.switch("DEBUG", default=False)
ALLOWED_HOSTS = environment.words("HOSTS", "localhost,127.0.0.1,[::1],testserver")
HTTPS = environment.switch("HTTPS", default=not environment.ONLY_THIS_MACHINE.issuperset(ALLOWED_HOSTS))

# Says on every page that the data is synthetic, and opens the component gallery.
DEMONSTRATION = environment.switch("DEMONSTRATION", default=False)

# What may be handed in.
FILE_LIMIT_BYTES = environment.count("FILE_LIMIT_MEBIBYTES", 64 * 1024) * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = environment.count("FILES_LIMIT", 100)
KNOWN_FILES = environment.text(
    "KNOWN_FILES"
)  # The force's list of files that must never be opened, if it keeps one.
WITNESS_DAYS = environment.count("WITNESS_DAYS", 7)  # How long the log may go without a witness's signature.
# Lists of stalkerware and watchware in AssoEchap's schema (ioc.yaml), by their places; an agency loads its own.
INDICATORS = environment.words("INDICATORS", "")
CONTENT_CACHE_BYTES = environment.count("CONTENT_CACHE_MEBIBYTES", 512) * 1024 * 1024

INSTALLED_APPS = [
    "safelight.desk.people",
    "safelight.desk.cases",
    "safelight.desk.board",
    "safelight.desk.reports",
    "safelight.desk.apps",
    "safelight.desk.exhibits",
    "safelight.desk.reading",
    "safelight.desk.tables",
    "safelight.desk.oversight",
    "safelight.desk.work",
    "safelight.desk.findings",
    "safelight.desk.escalation",
    "safelight.desk.accounts",
    "safelight.desk.unlooked",
    "safelight.desk.sent_forms",
    "safelight.desk.tasks",
    "safelight.desk.points",
    "safelight.desk.conversations",
    "safelight.desk.pictures",
    "safelight.desk.contact",
    "safelight.desk.risk",
    "safelight.desk.diary",
    "safelight.desk.disposal",
    "safelight.desk.bundles",
    "safelight.desk.footprint",
    "safelight.desk.plans",
    "safelight.desk.design",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django_vite",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "safelight.desk.middleware.keep_nothing",
    "safelight.desk.middleware.no_page_in_a_page",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "safelight.desk.middleware.NoLookWithoutARecord",
    "safelight.desk.middleware.SignedInPeopleOnly",
    "safelight.desk.diary.shared_screen.OnlyTheirOwnPage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "safelight.desk.sent_forms.middleware.EachFormOnce",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "safelight.desk.urls"
WSGI_APPLICATION = "safelight.desk.wsgi.application"

# django-cotton rewrites the loaders of a plain list, so the chain is written out.
_LOADERS: list[object] = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [DESK / "templates"],
        "OPTIONS": {
            "loaders": _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "safelight.desk.design.page.page",
            ],
        },
    }
]
FORM_RENDERER = "safelight.desk.design.form_rendering.DesignRenderer"
COTTON_DIR = "cotton"
COTTON_BASE_DIR = DESK
COTTON_ISOLATE_BY_DEFAULT = True  # a component sees what it is given, never its caller's variables

DATABASES = {"default": environment.database(FOLDER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People and how they sign in. Accounts are made from the command line; nobody signs up.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # Nothing is ever e-mailed.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "work:mine"
ACCOUNT_ADAPTER = "safelight.desk.people.adapter.NoSignUp"
ACCOUNT_FORMS = {"login": "safelight.desk.people.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "safelight.desk.people.adapter.shown_name"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Safelight"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # Nothing is e-mailed, so no address is ever verified.
ACCOUNT_RATE_LIMITS = {"login_failed": ""}  # Axes counts failures, and keeps its count when the desk restarts.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "people/locked_out.html"
AXES_USERNAME_CALLABLE = "safelight.desk.people.adapter.typed_name"
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = [
    "username",
    "ip_address",
    "login",
    "csrfmiddlewaretoken",
    "next",
]  # What was typed is kept nowhere.
AXES_DISABLE_ACCESS_LOG = True  # Who signed in stands in the ledger.
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# A session ends after this long without a request.
SESSION_COOKIE_AGE = environment.count("IDLE_MINUTES", 30) * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# What browsers are told.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Strict"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # Names and references in no cookie.
CSRF_FAILURE_VIEW = "safelight.desk.middleware.not_from_here"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if environment.switch("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    AXES_CLIENT_IP_CALLABLE = "safelight.desk.people.adapter.address_behind_proxy"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Words and time.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [DESK / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# Built by Vite, which names files by their hash: they are served as they are and never hashed twice.
STATIC_URL = "/static/"
STATICFILES_DIRS = [folder for folder in (DESK / "static",) if folder.is_dir()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/dist/.+[-.][0-9A-Za-z_-]{8,12}\..+$"
DJANGO_VITE = {
    "default": {"manifest_path": DESK / "static" / "dist" / "manifest.json", "static_url_prefix": "dist"}
}

# With DEBUG off, Django writes a failed request nowhere unless told to.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
