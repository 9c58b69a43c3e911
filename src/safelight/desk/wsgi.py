"""The desk for a web server (granian, WSGI)."""

import os

from django.core.wsgi import get_wsgi_application

from safelight.desk import environment

if not environment.folder_is_chosen():
    message = (
        "Name the data folder in SAFELIGHT_FOLDER. Without it, everything handed in would be lost at the end."
    )
    raise environment.WrongSetting(message)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safelight.desk.settings")
application = get_wsgi_application()
