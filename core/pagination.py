from rest_framework.pagination import CursorPagination


class NewestFirst(CursorPagination):
    """Pages that neither repeat nor lose a row while new ones arrive."""

    ordering = "-id"
    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100
