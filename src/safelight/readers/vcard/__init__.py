"""Parts of the reader of vCards."""
