"""Synthetic exports of any size, laid out as the apps write them; the same bytes on every machine."""
