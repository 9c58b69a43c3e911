"""The desk for a web server (granian, WSGI)."""

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

from safelight.desk import environment
from safelight.desk.taking_in.relay import Application, Relay

if not environment.folder_is_chosen():
    message = (
        "Name the data folder in SAFELIGHT_FOLDER. Without it, everything handed in would be lost at the end."
    )
    raise environment.WrongSetting(message)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safelight.desk.settings")
application: Application = get_wsgi_application()
if environment.text("TAKING_IN"):
    application = Relay(application, Path(environment.text("TAKING_IN")))
