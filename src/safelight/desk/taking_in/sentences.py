"""Pages for when files cannot be taken in: plain, because no part of the desk is there to draw them."""

_PAGE = (
    '<!DOCTYPE html>\n<html lang="en-GB">\n<head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>{title} – Safelight</title></head>\n"
    "<body>\n<main>\n<h1>{title}</h1>\n<p>{sentence}</p>\n</main>\n</body>\n</html>\n"
)

TOO_MANY = _PAGE.format(
    title="Try again in a minute",
    sentence=(
        "Many files are being handed in at this moment. Nothing of yours was kept. Go back, wait a minute and "
        "hand them in again."
    ),
).encode()

BROKE_OFF = _PAGE.format(
    title="The upload broke off",
    sentence=(
        "The part of the software that takes files in stopped before it had answered. Go back and send the same "
        "page again: files that were kept already are not taken in twice."
    ),
).encode()
