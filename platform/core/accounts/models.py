"""Accounts. The table exists in every region's schema and in `public`; nobody is in two places."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.crypto import salted_hmac

from core.models import Row
from realms.context import current_realm


class Role(models.TextChoices):
    """What an account may be. Evaluator and operator live in `public` only."""

    HEAD_OF_REGION = "HEAD_OF_REGION", "Kepala daerah"
    HEAD_OF_UNIT = "HEAD_OF_UNIT", "Kepala perangkat daerah"
    OFFICIAL = "OFFICIAL", "Pejabat atau pegawai"
    STEWARD = "STEWARD", "Bagian Organisasi"
    PLANNER = "PLANNER", "Perencana"
    REVIEWER = "REVIEWER", "Inspektorat"
    EVALUATOR = "EVALUATOR", "Evaluator"
    OPERATOR = "OPERATOR", "Operator platform"


REGION_ROLES = frozenset(set(Role) - {Role.EVALUATOR, Role.OPERATOR})


class UserManager(BaseUserManager["User"]):
    """Makes accounts."""

    def create_user(
        self,
        username: str,
        password: str | None = None,
        *,
        name: str,
        roles: list[str],
        email: str = "",
    ) -> User:
        """An account with a usable password, or none if `password` is empty."""
        user = self.model(username=username, name=name, roles=roles, email=email)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(Row, AbstractBaseUser):
    """A person who signs in on one host."""

    username = models.CharField("nama pengguna", max_length=64, unique=True)
    name = models.CharField("nama", max_length=160)
    email = models.EmailField("surel", blank=True)
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), default=list)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def has_role(self, *roles: str) -> bool:
        """Whether the account has any of `roles`."""
        return self.is_active and not set(self.roles).isdisjoint(roles)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session of this account carries; it fits in the realm it was opened in only."""
        realm = current_realm()
        where = f"{realm.role}:{realm.code}" if realm else ""
        return salted_hmac(
            "core.accounts.session", f"{where}:{self.password}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
