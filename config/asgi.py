"""Pages and sockets in one process; sockets get their routes here when there are any."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = ProtocolTypeRouter({"http": get_asgi_application()})

from config import memory  # noqa: E402 - after everything that stays is imported

memory.settle()
