"""Why a message did not go."""


class Refused(Exception):
    """It will not be taken, however often it is tried."""


class Unreachable(Exception):
    """The service is away or too busy: it may be taken later."""


def mail_codes_refuse(codes: list[int]) -> bool:
    """Whether a mail server's answers are for good (5xx); one 4xx among them asks to try again."""
    return bool(codes) and all(500 <= code < 600 for code in codes)
