"""A case with a screenshot in it: two bubbles drawn with the letters that Pillow brings along."""

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from safelight.desk.cases.models import Case
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.people.models import Person

NAME, TOWARDS, FROM = "Rhys", "I know were you live", "Stop writing to me"


def hand_in_screenshot(case: Case, person: Person) -> None:
    """Hand a made screenshot in and let the worker read it."""
    hand_in(case, person, "Screenshot.png", io.BytesIO(made_screen()))
    run_worker(until_idle=True)


@cache
def made_screen() -> bytes:
    """The picture, a PNG."""
    picture = Image.new("RGB", (780, 1560), "#ffffff")
    draw = ImageDraw.Draw(picture)
    letters = ImageFont.load_default(32)
    draw.text((50, 30), "21:47", "#000000", letters)
    draw.text((120, 130), NAME, "#000000", letters)
    draw.rounded_rectangle((24, 240, 500, 340), 24, fill="#e9e9eb")
    draw.text((60, 268), TOWARDS, "#000000", letters)
    draw.rounded_rectangle((280, 380, 756, 480), 24, fill="#0b84fe")
    draw.text((316, 408), FROM, "#ffffff", letters)
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()
