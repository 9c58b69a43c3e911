"""Every form is done once, however often it arrives."""
