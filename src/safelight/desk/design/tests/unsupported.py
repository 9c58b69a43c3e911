"""What govuk-frontend can do and our components do not, each with the reason."""

_HEADER = "the header names the service, and nothing is slotted into its navigation but its own list"
_INTERRUPTION = "MoJ's interruption card does this"
_LANGUAGE = "the words come from the language catalogue, not from the page"

OPTIONS: dict[str, dict[str, str]] = {
    "file-upload": {
        "value": "no browser lets a page fill in a file",
        "choose-files-button-text": _LANGUAGE,
    },
    "panel": {"actions-items": _INTERRUPTION},
    "service-navigation": {
        "service-name": _HEADER,
        "aria-label": _HEADER,
        "slots-start": _HEADER,
        "slots-end": _HEADER,
    },
}

FIXTURES = {
    "panel: interruption with custom classes": _INTERRUPTION,
    "panel: interruption, no actions": _INTERRUPTION,
    "panel: interruption, no actions items": _INTERRUPTION,
    "select: with falsy values": "Nunjucks writes false where Python writes False; our values are words",
    "service-navigation: with navigation having only empty values": "our list of places has no empty ones",
}
