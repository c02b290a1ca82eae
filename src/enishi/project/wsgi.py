"""The application that a WSGI server runs."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.project.settings")
settings.WHITENOISE_USE_FINDERS = not settings.STATIC_ROOT.is_dir()
application = get_wsgi_application()
# What is loaded by now stays: looking through it for cycles stopped pages for a tenth of a second.
gc.collect()
gc.freeze()
