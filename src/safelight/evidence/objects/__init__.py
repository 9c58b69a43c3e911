"""Where sealed objects are kept: a folder, or an S3-compatible store, behind one interface."""
