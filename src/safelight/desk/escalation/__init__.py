"""Escalation over time: what was found week by week, by kind of harm and strength."""
