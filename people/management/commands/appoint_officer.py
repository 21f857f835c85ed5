"""The first account of a new installation: an officer of the Education Department, with a password printed once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from core.errors import Problem
from people.services import officers


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the officer logs in with this address")
        parser.add_argument("--name", required=True, help="full name, for example “Nguyễn Thị Hoa”")
        parser.add_argument("--department", default=officers.DEPARTMENT, help="the Department's name, if it is missing")

    def handle(self, *, email: str, name: str, department: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"“{email}” is not an e-mail address.") from None
        try:
            appointed = officers.appoint_first(email=email, full_name=name, department=department)
        except Problem as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(f"E-mail:   {appointed.officer.email}")
        self.stdout.write(f"Password: {appointed.password}")
        self.stdout.write("The password is not shown again. After logging in, turn on the second factor when asked.")
