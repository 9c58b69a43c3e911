"""What platforms send back under legal process: what the readers of such returns share."""
