"""No answer: what a client sees of it is a failure of the line.

Broken
 x Refused    the connection was refused before the first byte
 x Dropped    the connection broke without an answer
 x TimedOut   no answer came in time
"""


class Broken(Exception):
    """The client gets no answer, whatever the service did."""


class Refused(Broken):
    """The connection was refused before the first byte."""


class Dropped(Broken):
    """The connection broke without an answer."""


class TimedOut(Broken):
    """No answer came in time."""
