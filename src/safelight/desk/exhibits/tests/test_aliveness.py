"""Who is alive is what the operating system says, not what a clock suggests."""

import os

from safelight.desk.exhibits.aliveness import alive_as, is_alive


def test_alive_while_it_lasts():
    assert not is_alive("somebody")
    with alive_as("somebody"):
        assert is_alive("somebody")
        assert not is_alive("somebody-else")
    assert not is_alive("somebody")


def test_dead_however_it_died():
    asks, answers = os.pipe()
    child = os.fork()
    if child == 0:
        with alive_as("child"):
            os.write(answers, b"x")
            os.kill(os.getpid(), 9)
    assert os.read(asks, 1) == b"x"
    os.waitpid(child, 0)
    os.close(asks)
    os.close(answers)
    assert not is_alive("child")
