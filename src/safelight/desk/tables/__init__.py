"""Describing a table once, on screen: which column is what, tried out before it is read."""
