"""How first passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class FirstPasswordHasher(Argon2PasswordHasher):
    """Argon2 with the least memory and time that OWASP's Password Storage Cheat Sheet allows (19 MiB, two passes).

    A teacher prints a whole class at once, and what is printed is random and lives until the first log-in, where Django
    sees the lesser parameters in the hash and keeps the password anew with its own.
    """

    time_cost = 2
    memory_cost = 19456
    parallelism = 1
