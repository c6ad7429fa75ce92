"""The rivals written with Django, in the product's environment. RIVAL_MIDDLEWARE=none leaves them without middleware."""

import os

from geoportal.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.support.rivals"
#: What `startproject` writes.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
if os.environ.get("RIVAL_MIDDLEWARE") == "none":
    MIDDLEWARE = []
