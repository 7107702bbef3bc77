"""How long answers are cut."""

from rest_framework.pagination import LimitOffsetPagination


class Pages(LimitOffsetPagination):
    """`?limit=` (50, at most 200) and `?offset=`."""

    default_limit = 50
    max_limit = 200
