"""The application that a WSGI server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.project.settings")
application = get_wsgi_application()
# What is loaded by now stays: looking through it for cycles stopped pages for a tenth of a second.
gc.collect()
gc.freeze()
