"""The installation's secret: from the environment, or made once and kept in the state folder."""

import os
import secrets

from config.env import Environment


def secret_key(env: Environment) -> str:
    """Django's secret key.

    Read from SECRET_KEY; otherwise from `<state>/secret_key`, which is made with mode 0600 on
    first use.
    """
    given = env.secret_key.get_secret_value()
    if given:
        return given
    path = env.amanah_state / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()
