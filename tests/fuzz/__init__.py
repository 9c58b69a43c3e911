"""Every reader and the walk through archives, fed with damaged files: ``make fuzz``.

Everything is decided by a seed, a target's name and a number, so that any input can be made again.
"""
