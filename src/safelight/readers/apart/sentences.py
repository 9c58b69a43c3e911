"""What is said where reading broke down: what happened, what was kept, what to do next."""

MEMORY = "it would have taken more memory than {whole} may ({megabytes:,} MB)"
TIME = "it took longer than {whole} may ({seconds:,} seconds of work)"
BROKE = "the process that read it broke down ({how})"
UNTRUE = "the process that read it answered as no reader does, which a file made to harm software can bring about"

MEMBER_BROKE = (
    "Reading stopped in this file because {why}. What had been read of it is kept, and so is the file, sealed as "
    "it came; ask for it again, or have a specialist look at it apart from the network."
)
NOT_REACHED = (
    "This file was not read. Before it was reached, reading other files of this exhibit ended several times, or "
    "for good, because {why}. It is sealed as it came; hand it in on its own to have it read."
)
WALK_BROKE = (
    "This exhibit could not be opened to see what is in it, because {why}. It is sealed as it came; ask for it "
    "again, or have a specialist look at it apart from the network."
)
NOT_ANSWERED = (
    "This file could not be opened for this page, because {why}. It is kept, sealed as it came. Ask for it again "
    "or in smaller parts, a table best as a CSV file; or have a specialist look at it apart from the network."
)
