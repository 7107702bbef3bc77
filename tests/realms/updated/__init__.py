"""An update of the product: the jobs' migrations, and two more behind them.

The second is a data migration; what it also tries is told by `tests.realms.updating`.
"""

from core.jobs import migrations

__path__ = [*__path__, *migrations.__path__]
