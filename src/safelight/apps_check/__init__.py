"""A list of installed apps against an agency's list of indicators, without touching the phone."""
