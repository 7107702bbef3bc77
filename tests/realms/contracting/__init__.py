"""An update that takes a column away at once, while the version before may still be running."""

from core.jobs import migrations

__path__ = [*__path__, *migrations.__path__]
