"""Kik's database on an iPhone."""
