"""The telephone of a test: its codes, and signing in with them."""

from allauth.mfa.totp.internal import auth
from django.http import HttpResponse
from django.test import Client

from portal.accounts.models import User
from tests.db.people import PASSWORD

SIGN_IN, SET_UP, CODE = "/account/sign-in/", "/account/second-factor/", "/account/sign-in/code/"


def code_of(secret: str, step: int = 0) -> str:
    """What the app shows now, or a step of half a minute before or after. Each is taken once."""
    now = list(auth.yield_hotp_counters_from_time())
    return auth.format_hotp_value(auth.hotp_value(secret, now[len(now) // 2] + step))


def wrong(secret: str) -> str:
    near = {code_of(secret, step) for step in range(-3, 4)}
    return next(f"{number:06}" for number in range(1000) if f"{number:06}" not in near)


def sign_in(user: User) -> tuple[Client, HttpResponse]:
    client = Client()
    return client, client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})


def set_up(client: Client) -> tuple[str, list[str]]:
    """Shows the picture's secret to the app, and writes its code: the secret and the recovery codes."""
    secret = client.get(SET_UP).context["form"].secret
    answer = client.post(SET_UP, {"code": code_of(secret)})
    assert answer.status_code == 200
    return secret, answer.context["codes"]
