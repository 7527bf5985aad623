"""What a phone may keep while it has no network: words that only we can read, and whose they are.

All of it follows from the secret key and is stored nowhere; what an older key made is read as well.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from portal.accounts.models import User

_KEY = 32
_NAME = 16


class UnknownToken(Exception):
    """None of our keys has made it."""


def owner_names(user: User) -> list[str]:
    """What the user is called on a phone: by the present key first. It tells nothing of her."""
    return [_text(_derived(secret, f"owner {user.pk}", _NAME)) for secret in _secrets()]


def note_keys(user: User) -> list[str]:
    """With what her notes wait encrypted, for AES-GCM: the present key first."""
    return [_text(_derived(secret, f"note {user.pk}", _KEY)) for secret in _secrets()]


def token(words: str) -> str:
    """The same words give the same token. Without the key it cannot be told from chance."""
    return _text(_cipher(settings.SECRET_KEY).encrypt(words.encode(), None))


def words_of(sealed: str) -> str:
    """Raises UnknownToken for what was not made here, or was changed."""
    for secret in _secrets():
        try:
            return _cipher(secret).decrypt(urlsafe_b64decode(sealed.encode()), None).decode()
        except (InvalidTag, ValueError):
            continue
    raise UnknownToken


def _secrets() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from settings.SECRET_KEY_FALLBACKS


@lru_cache(maxsize=10)
def _cipher(secret: str) -> AESSIV:
    return AESSIV(_derived(secret, "token", _KEY))


@lru_cache(maxsize=1000)
def _derived(secret: str, purpose: str, length: int) -> bytes:
    info = f"samklang phone: {purpose}".encode()
    return HKDF(SHA256(), length, salt=None, info=info).derive(secret.encode())


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode()
