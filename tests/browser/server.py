"""The product as a process of its own: real PostgreSQL, all hosts on one free port, tasks at once.

    python -m tests.browser.server '{"HOST": …, "NAME": …}'

Prints the port when it serves and ends when its standard input does.
"""

import json
import os
import sys
import threading
from typing import Any


def main(where: dict[str, Any]) -> None:
    """Build the world once, then serve it."""
    import django
    from django.conf import settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    settings.WHITENOISE_USE_FINDERS = True
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.setup()

    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    from config.celery import app
    from tests import regions
    from tests.browser import world

    regions.use(where)
    app.conf.update(task_always_eager=True, task_eager_propagates=True)
    app.loader.import_default_modules()
    world.build()

    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    threading.Thread(target=_stop_with_parent, args=[server], daemon=True).start()
    print(server.server_port, flush=True)  # noqa: T201  the parent reads it
    server.serve_forever()


def _stop_with_parent(server: Any) -> None:
    sys.stdin.read()
    server.shutdown()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
