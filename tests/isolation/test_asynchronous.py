"""Under ASGI many requests share a thread; each still asks in its own region."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from core.accounts.models import User
from realms.context import current_realm
from tenants.registry import hosts
from tenants.registry.context import in_region
from tests.isolation.conftest import SECRET

NAMES = {"35.07": "Orang Malang", "13.02": SECRET}
pytestmark = pytest.mark.usefixtures("app_login")


def test_coroutines_that_take_turns_do_not_mix():
    with in_region("35.07"):
        pass  # the registry is in memory now

    async def ask(code):
        with in_region(hosts.region(code)):
            await asyncio.sleep(0)
            names = [row.name async for row in User.objects.all()]
            await asyncio.sleep(0)
            return code, names, current_realm().code

    async def all_at_once():
        answers = await asyncio.gather(*(ask(code) for code in [*NAMES] * 25))
        await sync_to_async(lambda: connection.close())()  # noqa: PLW0108
        return answers

    for code, names, realm in asyncio.run(all_at_once()):
        assert (names, realm) == ([NAMES[code]], code)


def test_a_cancelled_coroutine_leaves_nothing_behind():
    with in_region("13.02"):
        pass

    async def hang():
        with in_region(hosts.region("13.02")):
            assert await User.objects.acount() == 1
            await asyncio.sleep(10)

    async def look():
        task = asyncio.create_task(hang())
        await asyncio.sleep(0.2)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        with in_region(hosts.region("35.07")):
            names = [row.name async for row in User.objects.all()]
        await sync_to_async(lambda: connection.close())()  # noqa: PLW0108
        return names, current_realm()

    assert asyncio.run(look()) == (["Orang Malang"], None)
