"""The victim's diary of incidents: every entry is sealed, read and examined like any exhibit."""
