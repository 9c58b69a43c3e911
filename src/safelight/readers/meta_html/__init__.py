"""Parts of the reader of Meta's pages."""
