"""Files come in through a process of their own, so that hashing and encrypting them never holds up a page."""
