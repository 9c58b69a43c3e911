"""The work that follows a report: who is on it, what officers know, what stands where."""
