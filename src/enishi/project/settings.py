"""The one settings module; what an operator may change is an ENISHI_* variable."""

from pathlib import Path

from django.utils.csp import CSP

from enishi.project import environment

PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(environment.text("ENISHI_VAR", "var")).resolve()

UNSAFE_SECRET_KEY = "enishi-on-this-machine-only-not-for-a-public-host"  # noqa: S105  # the deploy check refuses it
SECRET_KEY = environment.text("ENISHI_SECRET_KEY", UNSAFE_SECRET_KEY)
DEBUG = environment.flag("ENISHI_DEBUG", default=False)
ALLOWED_HOSTS = environment.words("ENISHI_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("ENISHI_ORIGINS", "")
BEHIND_TLS = environment.flag("ENISHI_TLS", default=False)
SITE_ADDRESS = environment.text("ENISHI_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
# Where a reader sends what is missing or wrong; without it pages name the steward only.
CONTACT = environment.text("ENISHI_CONTACT", "")

DATABASES = {"default": environment.database("ENISHI_DATABASE", f"sqlite:///{VAR}/enishi.db")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "enishi.project",
    "enishi.web",
    "enishi.apps.press",
    "enishi.apps.forum",
    "enishi.apps.register",
    "enishi.apps.indicators",
    "enishi.apps.parties",
    "enishi.apps.places",
    "enishi.apps.accounts",
    "enishi.apps.words",
    "enishi.apps.ledger",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "enishi.web.remembering.RememberedPages",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "enishi.project.urls"
WSGI_APPLICATION = "enishi.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "enishi.web.pages.house",
            ],
        },
    },
]

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Background work waits in the database for `enishi db_worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ja", "日本語"), ("vi", "Tiếng Việt")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.text("ENISHI_TIME_ZONE", "Asia/Ho_Chi_Minh")

STATIC_URL = "/static/"
# `enishi serve` gathers the files here and compresses them; elsewhere they are served as they lie.
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "enishi.project.static.GatheredFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # a wrong address is no event
}
