"""Killing a process for real, in the middle of its work.

    assert killed(lambda: open_it(), before=(opening_act, "_first_steward"))

The work runs in a child process, which sends itself SIGKILL at the named step: nothing is caught,
nothing is closed, and the server sees a connection break.
"""

import os
import signal
import traceback
from collections.abc import Callable
from typing import Any

from django.db import connections

Step = tuple[Any, str]
"""An object and the name of one of its functions."""


def killed(
    work: Callable[[], Any],
    *,
    before: Step | None = None,
    after: Step | None = None,
    time: int = 1,
) -> bool:
    """Whether `work`, in a child process, came to the step for the `time`-th time, and so was killed."""
    child = forked(lambda: _until(work, before or after, is_before=before is not None, time=time))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.waitstatus_to_exitcode(status) == 0, "the work failed before it was killed"
    return False


def named(value: Any) -> str:
    """How pytest names a parameter that is a step."""
    if not isinstance(value, dict):
        return str(value)
    [(when, (owner, name))] = [item for item in value.items() if item[0] != "time"]
    return f"{when} {owner.__name__}.{name} {value.get('time', '')}".strip()


def forked(work: Callable[[], Any]) -> int:
    """The key of a child process which does `work` on connections of its own, and ends."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        for wrapper in connections.all(initialized_only=True):
            wrapper.connection = None  # the parent's; psycopg leaves it alone in another process
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _until(work: Callable[[], Any], step: Step | None, *, is_before: bool, time: int) -> None:
    if step is None:
        raise ValueError("say before or after which step")
    owner, name = step
    real, seen = getattr(owner, name), 0

    def stepped(*args: Any, **kwargs: Any) -> Any:
        nonlocal seen
        seen += 1
        if is_before and seen == time:
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*args, **kwargs)
        if not is_before and seen == time:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, stepped)
    work()
