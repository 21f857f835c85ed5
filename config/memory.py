"""How the garbage collector runs in a process that serves pages."""

import gc
from importlib import import_module

from django.conf import settings

# A page makes some tens of thousands of short-lived objects and hardly a cycle. With Python's default of 700 the
# collector ran dozens of times in every page, each time over everything that was imported: a fifth of the page's time.
AFTER_OBJECTS = 50_000


def settle() -> None:
    """Called once everything is imported, but for the views, which Django leaves to the first page: what is there then
    stays, and the collector need not look at it again."""
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
    gc.set_threshold(AFTER_OBJECTS, 20, 50)
