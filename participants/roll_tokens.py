"""What stands on a phone for a session and for the values of its roll: no number and no name of anybody."""

from portal.web import phone
from portal.web.phone import UnknownToken

__all__ = ["UnknownToken", "read_token", "token_of"]
_BETWEEN = "."


def token_of(session_id: int, key: str = "") -> str:
    """Of a value of the roll, or of the session itself; another one in each session for the same child."""
    return phone.token(f"{session_id}{_BETWEEN}{key}")


def read_token(token: str) -> tuple[int, str]:
    """The session and the key of a value. Raises UnknownToken."""
    session, between, key = phone.words_of(token).partition(_BETWEEN)
    if not (between and session.isdecimal()):
        raise UnknownToken
    return int(session), key
