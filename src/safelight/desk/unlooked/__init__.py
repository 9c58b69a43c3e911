"""What of a case has not been looked at: by the software, and by people."""
