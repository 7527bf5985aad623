from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.geography.models import Country


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with e-mail and password; what she may do stands in her memberships."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    country = models.CharField(_("country"), max_length=2, choices=Country.choices, default=Country.NORWAY)
    chosen_language = models.CharField(
        _("language"), max_length=7, blank=True, help_text=_("Empty: the language of the country.")
    )
    is_active = models.BooleanField(default=True)
    second_factor_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was set up; empty: it is not."
    )
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def given_name(self) -> str:
        return self.name.partition(" ")[0]

    @property
    def language(self) -> str:
        return self.chosen_language or Country(self.country).language

    @property
    def time_zone(self) -> str:
        return Country(self.country).time_zone
