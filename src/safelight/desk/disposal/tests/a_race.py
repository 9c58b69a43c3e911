"""Many who approve at once, on a database in a file, in a process of its own. Run by ``test_race``."""

import json
import os
import sys
import threading

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "safelight.desk.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from safelight.desk.cases.actions import add_member, open_case  # noqa: E402
from safelight.desk.cases.models import Harm  # noqa: E402
from safelight.desk.disposal import actions  # noqa: E402
from safelight.desk.disposal.models import Disposal, Ground  # noqa: E402
from safelight.desk.keeping import the_ledger  # noqa: E402
from safelight.desk.people.actions import make_person  # noqa: E402
from safelight.desk.people.models import Role  # noqa: E402
from safelight.desk.rules import NotAllowed  # noqa: E402
from safelight.evidence.audit import Act  # noqa: E402

WORDS = (b"Quokka", b"Wombat at noon")
outcomes = []


def approve(proposal, person):
    try:
        actions.approve(proposal, person, reason="Seen and agreed.")
        outcomes.append("done")
    except NotAllowed as no:
        outcomes.append(str(no))
    finally:
        connection.close()


def words_in_files():
    files = [path for path in settings.FOLDER.glob("safelight.sqlite3*") if path.is_file()]
    return [word.decode() for word in WORDS for path in files if word in path.read_bytes()]


call_command("migrate", verbosity=0)
insider = make_person("asha", "correct-horse-lantern", "Asha Brown", Role.OFFICER)
supervisor = make_person("sam", "correct-horse-lantern", "Sam Whitlock", Role.SUPERVISOR)
case = open_case(insider, title="Quokka", harm=Harm.STALKING, safe_contact="Wombat at noon")
add_member(case, insider, supervisor)
before = words_in_files()
proposal = actions.propose(case, insider, Ground.MISTAKE, reason="Opened twice by mistake.")
threads = [threading.Thread(target=approve, args=(proposal, person)) for person in (supervisor, insider) * 8]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
entries = the_ledger().entries(case=case.key, limit=1000)
state = {
    "outcomes": outcomes,
    "done": Disposal.objects.exclude(done_at=None).count(),
    "entries": sum(entry.event.act is Act.CASE_DISPOSED for entry in entries),
    "before": before,
    "after": words_in_files(),
}
sys.stdout.write(json.dumps(state))
