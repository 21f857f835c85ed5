from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from core.text import fold, normalise
from core.trail import Trail


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **facts: object) -> "User":
        user = self.model(username=username.lower(), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=(username or "").lower())


class User(AbstractBaseUser):
    """One account for one person; what the person may do comes from affiliations, never from this row.

    Pupils have a user name given by their school and no e-mail address; adults have both.
    """

    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(null=True, blank=True)
    full_name = models.CharField(max_length=120)
    # Given name first, folded: Vietnamese order. `save` keeps it.
    sort_name = models.CharField(max_length=130, editable=False)
    birth_date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=5, default="vi")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    # The pupil's own yes, besides the guardian's consent.
    assented_at = models.DateTimeField(null=True, blank=True)
    # The password was printed by a teacher: it opens nothing but the page that changes it.
    must_change_password = models.BooleanField(default=False)
    # Left long ago: this row keeps the counts right and says no longer who it was (`services/former_pupils.py`).
    pseudonymised_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = UserManager()

    history = Trail(leave_out=("password", "last_login", "sort_name"))

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=Q(email__isnull=False), name="user_email_once"),
            models.CheckConstraint(condition=~Q(email=""), name="user_email_is_null_not_empty"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, **kwargs: object) -> None:
        self.complete()
        super().save(**kwargs)  # type: ignore[arg-type]

    def complete(self) -> None:
        """What follows from the other columns; whoever writes many rows at once calls it for each."""
        self.full_name = normalise(self.full_name)
        family, _, rest = self.full_name.partition(" ")
        middle, _, given = rest.rpartition(" ")
        self.sort_name = fold(f"{given or family} {family} {middle}")
        self.email = self.email or None

    @property
    def given_name(self) -> str:
        """The last part, by which people are called: "Nguyễn Thị Minh Anh" → "Anh"."""
        return self.full_name.rpartition(" ")[2]

    def get_full_name(self) -> str:
        return self.full_name
