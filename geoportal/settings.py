"""Settings, read top to bottom. The environment decides; `script/setup` writes a first one to var/env."""

import os
from datetime import timedelta
from pathlib import Path

import environ
import fiona
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
# An empty DATABASE_URL means none, here as in `script/server`.
if not os.environ.get("DATABASE_URL"):
    os.environ.pop("DATABASE_URL", None)
if (BASE_DIR / "var" / "env").is_file():
    env.read_env(BASE_DIR / "var" / "env")


def wheel_library(pattern: str) -> str | None:
    """Path of a shared library inside the fiona wheel (already loaded by importing fiona): newer than the system's GDAL."""
    libraries = Path(fiona.__file__).parent.parent / "fiona.libs"
    return next((str(path) for path in sorted(libraries.glob(pattern))), None)


def tile_origin(template: str) -> list[str]:
    """The origin of a raster tile address, for the content security policy."""
    if not template:
        return []
    if not template.startswith(("https://", "http://")):
        raise ImproperlyConfigured(
            f"MAP_TILES_URL={template} must begin with https://, e.g. https://host/{{z}}/{{x}}/{{y}}.png"
        )
    scheme, rest = template.split("://", 1)
    return [f"{scheme}://{rest.split('/', 1)[0].replace('{s}', '*')}"]


# Core
SECRET_KEY = env("SECRET_KEY")
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
ROOT_URLCONF = "geoportal.urls"
#: What the door of the API (layers.api.door) looks addresses up in.
API_URLCONF = "geoportal.api_urls"
WSGI_APPLICATION = "geoportal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/cuenta/ingreso/"
LOGIN_REDIRECT_URL = "/escritorio/"
INSTALLED_APPS = [
    "accounts.admin_app.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.gis",
    "django.contrib.humanize",
    "rest_framework",
    "rest_framework_gis",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "procrastinate.contrib.django",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "layers",
    "accounts",
    "capacity",
    "customers",
    "data_import",
    "geoportal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "layers.api.door.ApiDoor",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "accounts.middleware.KeptPrivate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "geoportal.context.portal",
            ],
        },
    },
]

# Database: PostGIS. In the web process (KEEP_CONNECTIONS) each thread keeps its own, with the plans it has prepared: taking one
# from a pool for each request costs a sixth of a request. Commands and tests open and close theirs.
KEEP_CONNECTIONS = env.bool("KEEP_CONNECTIONS", False)
DATABASES = {"default": env.db_url("DATABASE_URL", engine="django.contrib.gis.db.backends.postgis")}
DATABASES["default"]["CONN_MAX_AGE"] = None if KEEP_CONNECTIONS else 0
DATABASES["default"]["OPTIONS"] = {
    "prepare_threshold": 5,
    "options": "-c max_parallel_workers_per_gather=0 -c jit=off -c plan_cache_mode=force_generic_plan"
    if KEEP_CONNECTIONS
    else "",
}
GDAL_LIBRARY_PATH = env("GDAL_LIBRARY_PATH", default=None) or wheel_library("libgdal-*.so*")
GEOS_LIBRARY_PATH = env("GEOS_LIBRARY_PATH", default=None) or wheel_library("libgeos_c-*.so*")

# Finished tiles stay in the process that made them (layers.api.kept); publications never change, so nothing goes stale.
TILE_CACHE_MB = env.int("TILE_CACHE_MB", 64)

# Language and formats
LANGUAGE_CODE = "es-cl"
TIME_ZONE = "America/Santiago"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["geoportal.formats"]

# Static files: ours from static/, the base map from layers/base, the chosen files of npm packages through geoportal.npm
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("geo", BASE_DIR / "layers" / "base")]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "geoportal.npm.NpmFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "geoportal.storage.PortalStaticFilesStorage",
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["png", "jpg", "webp", "woff", "woff2", "gz", "br", "map"]

# Security
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "accounts.password_rules.NotLikeOneself",
        "OPTIONS": {"user_attributes": ("rut", "first_name", "paternal_surname", "maternal_surname", "email", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
HTTPS = env.bool("HTTPS", False)
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "accounts.views.problems.form_not_ours"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", 12) * 3600
#: Links sent by e-mail are good for so long.
PASSWORD_RESET_TIMEOUT = env.int("LINK_HOURS", 24) * 3600
#: Staff enter with a code of their phone as well. Not asked on a plain loopback server unless set.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", HTTPS)
OTP_TOTP_ISSUER = env("COOPERATIVE_NAME", default="Cooprel")
# Failed sign-ins (accounts.lock_out): so many close an account to an address; more close the account, or the address, to all.
SIGN_IN_TRIES = env.int("SIGN_IN_TRIES", 5)
SIGN_IN_TRIES_FROM_ANYWHERE = env.int("SIGN_IN_TRIES_FROM_ANYWHERE", 20)
AXES_COOLOFF_TIME = timedelta(minutes=env.int("SIGN_IN_WAIT_MINUTES", 15))
AXES_HANDLER = "accounts.lock_out.LockOut"
AXES_LOCKOUT_CALLABLE = "accounts.lock_out.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "accounts.lock_out.account_tried"
AXES_CLIENT_IP_CALLABLE = "accounts.addresses.counted_address"
AXES_SENSITIVE_PARAMETERS = ["rut", "username", "ip_address", "next"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
MAP_TILES_URL = env("MAP_TILES_URL", default="")
MAP_TILES_ATTRIBUTION = env("MAP_TILES_ATTRIBUTION", default="")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *tile_origin(MAP_TILES_URL)],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# API
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "layers.api.problems.problem_response",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    # Its check knows only the library's own generator; ours walks the catalogue and is tested.
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
    "TITLE": "Red eléctrica: API pública",
    "DESCRIPTION": "OGC API – Features sobre la red de distribución: colecciones, elementos, teselas, identificación y búsqueda.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# The portal
COOPERATIVE_NAME = env("COOPERATIVE_NAME", default="Cooprel")
COOPERATIVE_PHONE = env("COOPERATIVE_PHONE", default="800 600 303")
COOPERATIVE_EMAIL = env("COOPERATIVE_EMAIL", default="contacto@cooprel.cl")
#: The portal's own address in links sent by e-mail, https://mapa.example.cl. Without it, the address that was asked for.
SITE_URL = env("SITE_URL", default="").rstrip("/")
#: Mail: through EMAIL_URL (smtp+tls://user:password@host:587), else as files that only the portal's user reads.
MAIL_ROOT = Path(env("MAIL_ROOT", default=str(BASE_DIR / "var" / "mail")))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("MAIL_FROM", default=f"{COOPERATIVE_NAME} <{COOPERATIVE_EMAIL}>")
EMAIL_TIMEOUT = 20
if env("EMAIL_URL", default=""):
    globals().update(env.email("EMAIL_URL"))
else:
    EMAIL_BACKEND = "accounts.mail_files.PrivateFiles"
STALE_AFTER_DAYS = env.int("STALE_AFTER_DAYS", 45)
PUBLICATIONS_KEPT = env.int("PUBLICATIONS_KEPT", 12)
DATA_LICENCE = env("DATA_LICENCE", default="CC BY 4.0")
DATA_LICENCE_URL = env("DATA_LICENCE_URL", default="https://creativecommons.org/licenses/by/4.0/deed.es")
#: Whole-network downloads, made once a publication by the worker.
FILES_ROOT = Path(env("FILES_ROOT", default=str(BASE_DIR / "var" / "files")))
#: Customers' documents, outside everything that is served; only customers.access hands them out.
CUSTOMER_FILES_ROOT = Path(env("CUSTOMER_FILES_ROOT", default=str(BASE_DIR / "var" / "customer_files")))
#: A public demand of fewer active services than this is withheld. Zero: publish all, as the norm asks.
PUBLIC_DEMAND_MIN_SERVICES = env.int("PUBLIC_DEMAND_MIN_SERVICES", 0)
#: More services set aside than this share refuse a delivery of customers' data.
SET_ASIDE_SHARE = env.float("SET_ASIDE_SHARE", 0.05)
#: A delivered document that is larger is not taken.
CUSTOMER_DOCUMENT_MAX_MB = env.int("CUSTOMER_DOCUMENT_MAX_MB", 20)
#: Where `load_demo` leaves the sign-ins of the demo people.
DEMO_ACCOUNTS_FILE = Path(env("DEMO_ACCOUNTS_FILE", default=str(BASE_DIR / "var" / "demo_accounts.json")))
#: PDFs: so long may one take, so many are made at once, so long waits the next one.
PDF_SECONDS = env.float("PDF_SECONDS", 20)
PDF_AT_ONCE = env.int("PDF_AT_ONCE", 2)
PDF_WAIT_SECONDS = env.float("PDF_WAIT_SECONDS", 4)
#: The publishing desk: where deliveries lie, outside everything that is served; how large one may be, what room must stay free
#: on the disk, for how many days the files are kept, how many findings of a check and changes of a layer are listed.
DELIVERIES_ROOT = Path(env("DELIVERIES_ROOT", default=str(BASE_DIR / "var" / "deliveries")))
DELIVERY_MAX_MB = env.int("DELIVERY_MAX_MB", 2048)
DELIVERY_MAX_FILES = env.int("DELIVERY_MAX_FILES", 100)
DELIVERY_FREE_MB = env.int("DELIVERY_FREE_MB", 1024)
DELIVERIES_KEPT_DAYS = env.int("DELIVERIES_KEPT_DAYS", 90)
DESK_FINDINGS_KEPT = env.int("DESK_FINDINGS_KEPT", 5000)
DESK_CHANGES_KEPT = env.int("DESK_CHANGES_KEPT", 5000)
