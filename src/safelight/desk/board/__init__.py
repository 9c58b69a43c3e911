"""The place of each case in the queue: what weighed it, who moved it, who took it up; and the board."""
