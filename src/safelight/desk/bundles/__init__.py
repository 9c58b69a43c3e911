"""Bundles for court and defence: chosen, shown before they are made, made by the worker, handed over on record."""
