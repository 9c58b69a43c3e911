"""Times from outside: an authority signs when it saw a checkpoint (RFC 3161), where one is configured."""
