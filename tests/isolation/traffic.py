"""Traffic over two regions which would notice at once if an answer came from the wrong one."""

import asyncio
import math
import random
import threading
from contextlib import suppress

from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection, transaction

from core.accounts.models import User
from realms.context import in_realm, region_realm
from tests.isolation.conftest import SECRET

NAMES = {"35.07": "Orang Malang", "13.02": SECRET}


class Traffic:
    """Threads that change region at every turn, in and out of transactions, some of which fail.

    Each makes `rounds` turns, unless `enough` reads were right before. `after_turn` is what happens
    at the end of a request.
    """

    def __init__(self, rounds, *, enough=math.inf, after_turn=lambda: None):
        self.rounds, self.enough, self.after_turn = rounds, enough, after_turn
        self.right = self.failed = 0
        self.wrong = []
        self.lock = threading.Lock()

    def run(self, seeds, *, coroutines=0):
        """Start a thread for each seed; the first `coroutines` of them run coroutines."""
        ways = [self.one_loop if i < coroutines else self.one for i in range(len(seeds))]
        threads = [
            threading.Thread(target=way, args=[seed]) for way, seed in zip(ways, seeds, strict=True)
        ]
        for thread in threads:
            thread.start()
        return threads

    def turns(self, seed):
        """Chances, one for each turn until there are enough."""
        chance = random.Random(seed)
        for _ in range(self.rounds):
            if self.right >= self.enough:
                return
            yield chance

    def one(self, seed):
        """One thread."""
        try:
            for chance in self.turns(seed):
                code = chance.choice(list(NAMES))
                with suppress(ZeroDivisionError), in_realm(region_realm(code)):
                    self.ask(code, chance.randrange(8))
                self.after_turn()
        finally:
            connection.close()

    def ask(self, code, way):
        """One turn, in one of eight ways; half of them are a plain statement."""
        try:
            if way == 0:
                self.look(code)
            elif way == 1:
                with transaction.atomic():
                    self.look(code)
                    self.look(code)
            elif way == 2:
                with transaction.atomic():
                    with suppress(ZeroDivisionError), transaction.atomic():
                        self.look(code)
                        1 / 0  # noqa: B018
                    self.look(code)
            elif way == 3:
                with suppress(DatabaseError), connection.cursor() as cursor:
                    cursor.execute("SELECT * FROM no_such_table")
                self.look(code)
            elif way == 4:
                with transaction.atomic():
                    self.look(code)
                    1 / 0  # noqa: B018
            else:
                for _ in range(4):
                    self.glance(code)
        except DatabaseError:
            with self.lock:
                self.failed += 1
            connection.close()

    def one_loop(self, seed):
        """One thread whose requests are coroutines; some are cancelled while they wait."""
        asyncio.run(self.loop(seed))

    async def loop(self, seed):
        """Eight coroutines at a time, one of them cancelled."""
        for chance in self.turns(seed):
            tasks = [
                asyncio.create_task(self.request(chance.choice(list(NAMES)))) for _ in range(8)
            ]
            await asyncio.sleep(0)
            tasks[-1].cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await sync_to_async(self.after_turn)()
        await sync_to_async(lambda: connection.close())()  # noqa: PLW0108

    async def request(self, code):
        """One asynchronous view."""
        try:
            with in_realm(region_realm(code)):
                await asyncio.sleep(0)
                self.check(code, [row.name async for row in User.objects.only("name")])
        except DatabaseError:
            with self.lock:
                self.failed += 1
            await sync_to_async(lambda: connection.close())()  # noqa: PLW0108

    def look(self, code):
        """One read, by the ORM."""
        self.check(code, list(User.objects.values_list("name", flat=True)))

    def glance(self, code):
        """One read, by hand."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM accounts_user")
            self.check(code, [name for (name,) in cursor.fetchall()])

    def check(self, code, names):
        """Count what was read, as right or as another's."""
        with self.lock:
            if names == [NAMES[code]]:
                self.right += 1
            else:
                self.wrong.append((code, names))
