from django.conf import settings
from django.db import transaction

from portal.audit.actor import Actor


@transaction.atomic
def choose_language(*, actor: Actor, language: str) -> None:
    """Remember the language in which the actor reads Samklang. ValueError if it is not one of ours."""
    if language not in dict(settings.LANGUAGES):
        raise ValueError(f"{language!r} is not a language of the portal")
    if actor.user is None:
        raise ValueError("only a user has a language to choose")
    actor.user.chosen_language = language
    actor.user.save(update_fields=["chosen_language"])
