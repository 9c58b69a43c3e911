"""Texts, picture messages and calls as Android keeps them."""
