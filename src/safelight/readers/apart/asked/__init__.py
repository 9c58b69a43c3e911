"""One question about one member, asked while a person waits for a page, and its short answer."""
