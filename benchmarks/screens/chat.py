"""Invented conversations, and what a person would read off their screens."""

from typing import NamedTuple


class Said(NamedTuple):
    """A bubble: what stands in it, whether the owner of the phone sent it, the clock, the name above it."""

    text: str
    mine: bool = False
    clock: str = ""
    who: str = ""


class Day(NamedTuple):
    """A line between the messages that says the day."""

    text: str


class Chat(NamedTuple):
    """One screen."""

    name: str
    lines: tuple[Said | Day, ...]
    under_name: str = ""
    is_group: bool = False

    @property
    def said(self) -> tuple[Said, ...]:
        """The messages, in order."""
        return tuple(line for line in self.lines if isinstance(line, Said))


CHATS = (
    Chat(
        "Dean R",
        (
            Day("12 March 2024"),
            Said("Why are you not answering me", clock="21:04"),
            Said("I am at work. I told you this morning", mine=True, clock="21:09"),
            Said("You were seen in town at half six with somebody. Who was it?", clock="21:10"),
            Said("Please stop checking on me", mine=True, clock="21:12"),
            Day("13 March 2024"),
            Said("I know which bus you take. Number 42 from Mill Road, 07:55 every day", clock="07:31"),
            Said("Do not contact me again.", mine=True, clock="07:40"),
            Said("You will be sorry", clock="07:41"),
        ),
        under_name="online",
    ),
    Chat(
        "Fern",
        (
            Day("Today"),
            Said("hey is this still your number??", clock="16:20"),
            Said("Who is this", mine=True, clock="16:21"),
            Said("you know who it is :)", clock="16:21"),
            Said("I sent £250 to the wrong account, can you send it back to 07700 900123", clock="16:25"),
            Said("No. I never got any money from you & I am keeping these messages", mine=True, clock="16:30"),
            Said("ok", clock="16:30"),
            Said("then everyone at Hill & Co will see what you wrote, 100% of it", clock="16:31"),
            Said("I have told my boss and we are going to the police", mine=True, clock="16:35"),
        ),
        under_name="last seen today at 16:40",
    ),
    Chat(
        "+44 7700 900461",
        (
            Day("Tuesday"),
            Said("Hi it's Maya from netball, did you get home alright?", clock="9:15 PM"),
            Said("Yes thanks, got the 9:05 train in the end", mine=True, clock="9:16 PM"),
            Said("Good! Are we still on for Thursday?", clock="9:18 PM"),
            Said("Yes, 6.30 at the leisure centre. Bring the blue bibs please", mine=True, clock="9:20 PM"),
            Said("Will do", clock="9:21 PM"),
            Day("Wednesday"),
            Said("Someone keeps ringing me from a withheld number, is that you?", clock="11:02 AM"),
            Said("Not me!", mine=True, clock="11:05 AM"),
        ),
    ),
    Chat(
        "Netball on Thursdays",
        (
            Day("4 June 2024"),
            Said("Kit is in the blue bag", clock="10:02", who="Priya Shah"),
            Said("Thank you, I will pick it up on the way", mine=True, clock="10:04"),
            Said(
                "Who has put my number on that page? I have had nine calls since last night",
                clock="10:15",
                who="Beth",
            ),
            Said("Same here, it says ring for a free sofa and my real name", clock="10:16", who="Priya Shah"),
            Said("That is awful. Take a picture of the page before it goes", mine=True, clock="10:18"),
            Said("Done. It was posted at 23:47", clock="10:20", who="Beth"),
        ),
        under_name="Beth, Priya Shah, You",
        is_group=True,
    ),
)
