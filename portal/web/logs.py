"""What must not stand in a log."""

import logging
import re

_WITH_TOKEN = re.compile(
    r"(/(?:apply|family|calendar(?:/deadlines)?|account/invitation)/)[^/\s?\"']{16,}[^\s\"']*"
)


def without_tokens(text: str) -> str:
    """Addresses that are a right by themselves, cut after the part that says what they are about."""
    return _WITH_TOKEN.sub(r"\1…", text)


class HideTokens(logging.Filter):
    """Takes signed addresses out of a record before any handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        hidden = without_tokens(said)
        if hidden != said:
            record.msg, record.args = hidden, ()
        return True
