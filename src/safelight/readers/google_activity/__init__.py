"""Parts of the readers of Google's “My Activity”."""
