"""Reading apart: in a process of its own that holds no key, sees no network and writes nothing.

What comes back from it is a typed stream, and is believed as little as the file it was read from.
"""
