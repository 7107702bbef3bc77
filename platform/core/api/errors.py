"""Refusals of the domain as answers of the API, in the one shape of all its errors."""

from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import exceptions, status

from core.errors import DomainError, Invalid, NotAllowed, NotFound


class Conflict(exceptions.APIException):
    """The thing is not in a state in which this can be done."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "not_now"


class Handler(ExceptionHandler):
    """Not found and not allowed are both 404; the sentence of a refusal is its detail."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        """The exception of REST framework that says the same."""
        if isinstance(exc, NotFound | NotAllowed):
            return exceptions.NotFound()
        if isinstance(exc, Invalid):
            return exceptions.ValidationError({exc.field or "non_field_errors": [exc.sentence]})
        if isinstance(exc, DomainError):
            return Conflict(exc.sentence)
        return super().convert_known_exceptions(exc)
