from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

Person = AbstractBaseUser | AnonymousUser
"""Whoever is asked about: the signed-in user, or somebody who has not signed in."""
