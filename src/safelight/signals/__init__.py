"""One folder per family of harm. A signal makes findings; a finding carries its proof."""
