"""Safelight: what a victim of online abuse brings, kept as proof, shown for what it means."""
