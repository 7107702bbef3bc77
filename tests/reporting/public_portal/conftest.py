from tests.given.documents import letters  # noqa: F401
