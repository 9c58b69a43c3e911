"""Tests of the check of apps."""
