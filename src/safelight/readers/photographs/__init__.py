"""Photographs and films: what the camera wrote beside the picture. The picture itself is never opened."""
