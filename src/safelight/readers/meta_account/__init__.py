"""Parts of the reader of what Facebook and Instagram downloads hold besides conversations."""
