"""The web application: one folder per part of the work."""
