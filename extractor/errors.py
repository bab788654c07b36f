"""What can go wrong, said with the file, the place and the way out."""


class ZhibiaoError(Exception):
    """Any error that a user can cause and mend; its message is ready to be printed."""


class DecodingError(ZhibiaoError):
    """Bytes that fit no supported encoding."""


class InputError(ZhibiaoError):
    """A document, table row or option that cannot be read."""


class TimeLimit(BaseException):
    """Raised inside a document that takes too long; no handler for ordinary errors may swallow it."""


class PatternError(ZhibiaoError):
    """An entry of the pattern book that is malformed or whose examples fail."""
