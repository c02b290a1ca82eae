"""Users and their standings."""

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q

from enishi.domain.access import STANDINGS

if TYPE_CHECKING:  # generic to the type checker, a plain class when run
    _Manager = BaseUserManager["User"]
else:
    _Manager = BaseUserManager


class UserManager(_Manager):
    """Makes users, who are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create and save a user; without a password nobody can sign in as it."""
        user = self.model(email=self.normalize_email(email).casefold(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a user whatever the case in which the address was typed."""
        return self.get(email=(username or "").casefold())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    def standings_on(self, day: datetime.date) -> frozenset[str]:
        """Return the standings this person holds on a day; reads the standings once."""
        held = self.standings.filter(
            Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day)
        )
        return frozenset({"visitor", *held.values_list("standing", flat=True)})


class Standing(models.Model):
    """A person holds a standing from one day to another, both included; open ends are empty."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="standings")
    standing = models.CharField(
        max_length=20, choices=[(name, name) for name in STANDINGS if name != "visitor"]
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "standing", "since"), name="standing_once"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.standing}"
