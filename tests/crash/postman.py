"""A postman between both services and our HTTP app, who may lose, double, swap and delay what he is given."""

import asyncio
import random
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import httpx

from adapters.sandbox.deliveries import Delivery, answered, due, next_due
from adapters.sandbox.faults import SIDES, Side
from adapters.sandbox.http import Response
from adapters.sandbox.world import World
from entrypoints.container import Container
from entrypoints.http_api import http_api
from entrypoints.web.meters import Meters
from entrypoints.web.recorder import Recorder

_LONGEST_SECONDS = 900.0
_OF_PAYMENT = re.compile(rb'/Payments/|"status": ?"paid"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How often a delivery is refused, lost though he says that it came, doubled, or kept for later."""

    refuses: float = 0.0
    loses: float = 0.0
    doubles: float = 0.0
    delays: float = 0.0
    swaps: bool = False


HONEST = Habits()
BAD = Habits(refuses=0.2, loses=0.2, doubles=0.25, delays=0.3, swaps=True)
LOSES_ALL = Habits(loses=1.0)


@dataclass(kw_only=True)
class Postman:
    """Takes what is due from both services and brings it to `app`, as his habits and the dice say."""

    world: World
    app: "Door"
    habits: Habits
    dice: random.Random
    done: dict[str, int] = field(default_factory=dict)
    """How often he did what."""
    _bag: list[tuple[datetime, Delivery]] = field(default_factory=list)

    def carry(self) -> None:
        """Everything that is due now, and what becomes due by it."""
        now = self.world.now()
        brought = [delivery for at, delivery in self._bag if at <= now]
        self._bag = [kept for kept in self._bag if kept[0] > now]
        while found := [(side, delivery) for side in SIDES for delivery in due(self.world, side)]:
            if self.habits.swaps:
                self.dice.shuffle(found)
            for side, delivery in found:
                self._take(side, delivery)
        for delivery in brought:
            self._count("late")
            self.app.post(delivery)

    def next_due(self) -> datetime | None:
        """When he has something to do."""
        moments = [at for at, _ in self._bag]
        of_world = next_due(self.world)
        return min([*moments, *([of_world] if of_world else [])], default=None)

    def empty_the_bag(self) -> None:
        """He mends his ways, and brings at once what he kept."""
        self.habits = HONEST
        self._bag = [(self.world.now(), delivery) for _, delivery in self._bag]
        self.carry()

    def _take(self, side: Side, delivery: Delivery) -> None:
        self._count("of payments", bool(_OF_PAYMENT.search(delivery.body)))
        draw, habits = self.dice.random(), self.habits
        if draw < habits.refuses:
            self._count("refused")
            answered(self.world, side, delivery, None)
        elif draw < habits.refuses + habits.loses:
            self._count("lost")
            answered(self.world, side, delivery, Response(status=200))
        elif draw < habits.refuses + habits.loses + habits.delays:
            later = self.world.now() + timedelta(seconds=self.dice.uniform(1.0, _LONGEST_SECONDS))
            self._bag.append((later, delivery))
            answered(self.world, side, delivery, Response(status=200))
        else:
            answer = self.app.post(delivery)
            if self.dice.random() < habits.doubles:
                self._count("doubled")
                self.app.post(delivery)
            self._count("brought")
            answered(self.world, side, delivery, answer)

    def _count(self, what: str, is_one: bool = True) -> None:
        self.done[what] = self.done.get(what, 0) + is_one


class Door:
    """Our HTTP app over the real intake, asked without a socket."""

    def __init__(self, container: Container, recorder: Recorder, runner: asyncio.Runner) -> None:
        """One app and one loop for all that comes."""
        self._runner = runner
        transport = httpx.ASGITransport(http_api(container, recorder, Meters()))
        self._client = httpx.AsyncClient(transport=transport, base_url="http://here")

    def post(self, delivery: Delivery) -> Response:
        """Bring one, byte for byte, and see what is answered."""
        return self._runner.run(self._post(urlsplit(delivery.url).path, delivery.headers, delivery.body))

    async def _post(self, path: str, headers: Mapping[str, str], body: bytes) -> Response:
        sent = await self._client.post(path, content=body, headers=dict(headers))
        return Response(status=sent.status_code, headers=dict(sent.headers), body=sent.content)


@contextmanager
def open_door(container: Container) -> Iterator[Door]:
    """The app, as long as the block lasts; nobody need be woken, for whoever opens it looks himself."""
    intake, meters = container.storage().intake, Meters()
    recorder = Recorder(intake, lambda connection_id: None, meters.recorded)
    with recorder, asyncio.Runner() as runner:
        yield Door(container, recorder, runner)
