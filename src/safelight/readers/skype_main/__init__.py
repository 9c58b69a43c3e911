"""Skype's own database on a computer (until about 2017)."""
