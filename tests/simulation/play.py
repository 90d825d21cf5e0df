"""Plays a story over the real house, and says what was wrong in it: at any moment, or at its end."""

import heapq
import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from domain.invoice import InvoiceId
from domain.nudge import Delivery
from tests.simulation.acts import ACTS, Hands, issue_it
from tests.simulation.ending import wrong_ends
from tests.simulation.lasting import ENDS_WITHIN, ends_by
from tests.simulation.outcome import Armed, Ending
from tests.simulation.stage import Stage
from tests.simulation.story import Act, Issue, Stop, Story, Trouble, What
from tests.simulation.watching import Watch
from tests.support.billing import has_read
from tests.support.house import House
from tests.support.lives import NeverQuiet, next_look, quiet
from tests.support.points import Killed, Points

MOST_LIVES = 12
MOST_VISITS = 300
FAULTS_LAST = 125.0
"""Seconds that faults go on striking after the last thing that happens."""
A_MOMENT = 0.001
LONGEST = timedelta(hours=2)
"""How long a story is played after the last trouble, whatever it may wait for (`lasting`)."""
RELEASED_WITHIN = timedelta(minutes=12)
"""What is held because of Xero's settings is looked at every 10 minutes."""
_SOON, _UNLOOKED = timedelta(seconds=20), timedelta(days=-1)
"""A look that guards what is done is no work that is left, not even while it is due."""

Weaken = Callable[[House], None]


def play(stage: Stage, story: Story, weaken: Weaken = lambda house: None) -> Ending:
    """From its beginning to its end. `weaken` takes a guard out of each process before it works."""
    stage.begin(story)
    return Play(stage, story, weaken).ending()


class Play:
    """One story on its way."""

    def __init__(self, stage: Stage, story: Story, weaken: Weaken = lambda house: None) -> None:
        """The stage is where the story begins."""
        self._stage, self._story, self._weaken = stage, story, weaken
        self._clock, self._world = stage.clock, stage.world
        self._begun = self._clock.monotonic()
        self._watch = Watch(self._world, stage.firm, story.on, is_too_late=story.is_too_late)
        self._house: House | None = None
        self._order = itertools.count()
        self._to_come: list[tuple[float, int, What | InvoiceId]] = []
        for beat in story.beats:
            self._plan(beat.at, beat.what)
        self._stops: list[Armed] = []
        self._pending: list[Act] = []
        self._titles: dict[str, str] = {}
        self._met = Counter[str]()
        self._killed: list[str] = []
        self._slept = self._watch.slept
        self._visits = 0
        self._last_news: datetime = self._clock.now()
        self._last_stop: datetime = self._last_news
        self._faults_end = max(*(beat.at + FAULTS_LAST for beat in story.beats), story.faults_last)
        self._faults_ended_at: datetime | None = None
        self._work_ended_at: datetime | None = None
        self._quiet_from = self._clock.now()
        self._waited = False
        self._calls = self._answered()

    def ending(self) -> Ending:
        """Play it to its end."""
        wrong: list[str] = []
        try:
            self._run(None)
        except NeverQuiet as problem:
            wrong.append(str(problem))
        except Exception as problem:  # noqa: BLE001 - whatever breaks a process is what the story is to find
            wrong.append(f"broke: {type(problem).__name__} {problem}")
        self._watch.look()
        wrong += self._watch.found
        wrong += self._wrong_ends(has_ended=not wrong)
        return Ending(
            story=self._story,
            wrong=tuple(wrong),
            excepted=self._watch.excepted + self._watch.money.excepted,
            struck=self._world.faults.coverage(),
            killed=tuple(self._killed),
            slept=tuple(self._slept),
            passed=self._met,
            calls=self._answered() - self._calls,
            quiet_after=((self._work_ended_at or self._clock.now()) - self._last_trouble()).total_seconds(),
            waited=self._waited,
        )

    def _run(self, until: float | None) -> None:
        """Lives, one after the other, until all is over; or up to a moment, while somebody sleeps."""
        for _ in range(MOST_LIVES):
            self._points = Points(self._is_last, at_each=self._passes)
            try:
                with self._stage.process(self._points) as house:
                    self._weaken(house)
                    self._house = house
                    self._live(house, until)
                    return
            except Killed:
                continue
        raise NeverQuiet(f"killed {MOST_LIVES} times")

    def _live(self, house: House, until: float | None) -> None:
        clerk, clock = house.container.clerk(), self._clock
        while until is None or clock.monotonic() < until:
            self._happen(house)
            wake = next_look(house, self._stage.connection_id)
            if wake <= clock.now():
                self._visits += 1
                if self._visits > MOST_VISITS:
                    raise NeverQuiet(f"not quiet after {MOST_VISITS} visits")
                clerk.visit(self._stage.connection_id)
            elif self._is_over(house, wake):
                return
            else:
                self._wait(wake, until)

    def _wait(self, wake: datetime, until: float | None) -> None:
        now = self._clock.now()
        moments = [(wake - now).total_seconds()]
        if self._to_come:
            moments.append(self._to_come[0][0] - self._passed())
        if not self._faults_ended_at:
            moments.append(self._faults_end - self._passed())
        if until is not None:
            moments.append(until - self._clock.monotonic())
        moments += [(late.due - now).total_seconds() for late in self._world.late[:1]]
        self._clock.advance(max(0.001, min(moments)))
        self._world.tick()

    def _is_over(self, house: House, wake: datetime) -> bool:
        """Quiet, both lists read since a person did something or something landed, and nothing on its way."""
        now = self._clock.now()
        if (
            self._faults_ended_at is None
            or self._to_come
            or self._world.late
            or wake < now + _SOON
            or now < self._quiet_from
        ):
            return False
        store, connection_id = house.container.storage().store, self._stage.connection_id
        since = max([self._last_news, *self._landed()])
        if not (has_read(store, connection_id, since) and quiet(store, connection_id, now, _UNLOOKED)):
            if now > self._last_trouble() + LONGEST:
                raise NeverQuiet(f"not quiet {now - self._last_trouble()} after the last trouble")
            return False
        self._work_ended_at = self._work_ended_at or now
        return quiet(store, connection_id, now)

    def _happen(self, house: House) -> None:
        """Everything whose time has come, and what could not be done before."""
        while self._to_come and self._to_come[0][0] <= self._passed():
            _, _, what = heapq.heappop(self._to_come)
            match what:
                case Issue():
                    self._issue(what)
                case Act():
                    self._pending.append(what)
                case Trouble():
                    self._world.faults.add(what.fault)
                case Stop():
                    self._stops.append(Armed(what))
                case str():
                    self._tell(house, what)
        self._act(house)
        if self._faults_ended_at is None and self._passed() >= self._faults_end:
            self._world.faults.clear()
            self._faults_ended_at = self._clock.now()

    def _act(self, house: House, point: str = "") -> None:
        hands = Hands(
            world=self._world,
            firm=self._stage.firm,
            container=house.container,
            connection_id=self._stage.connection_id,
        )
        due = [act for act in self._pending if act.point == point]
        if due:
            self._clock.advance(A_MOMENT)  # nobody acts in the very millisecond in which we did
        for act in due:
            if ACTS[act.name](hands, act):
                self._pending.remove(act)
                self._note_news()
                self._watch.look()
                if act.name == "restore the account":
                    self._quiet_from = self._clock.now() + RELEASED_WITHIN

    def _issue(self, issue: Issue) -> None:
        invoice_id = self._titles[issue.title] = issue_it(self._world, self._stage.firm, issue)
        for seconds in issue.nudges:
            self._plan(self._passed() + seconds, InvoiceId(invoice_id))
        self._note_news()

    def _tell(self, house: House, invoice_id: str) -> None:
        """A delivery comes in, each as one that was never seen before."""
        delivery = Delivery(
            connection_id=self._stage.connection_id,
            hook="story",
            id=str(next(self._order)),
            at=self._clock.now(),
            invoice_id=InvoiceId(invoice_id),
        )
        house.container.storage().intake.record([delivery])

    def _passes(self, _number: int, name: str) -> None:
        self._met[name] += 1
        if name.startswith("carried out") and " GET " not in name:
            self._watch.look()
        if self._house is not None and any(act.point == name for act in self._pending):
            self._act(self._house, name)
        for armed in self._stops:
            armed.passes(name)
        sleeping = next((one for one in self._stops if one.stop.sleeps and one.is_due), None)
        if sleeping is not None:
            self._stops.remove(sleeping)
            self._slept.append(name)
            self._run(self._clock.monotonic() + sleeping.stop.sleeps)
            self._last_stop = self._clock.now()

    def _is_last(self, passed: Sequence[str]) -> bool:
        """Whether the process ends here; who never came by the point of its end ends at the next one."""
        is_over = self._faults_ended_at is not None
        for armed in self._stops:
            if not armed.stop.sleeps and (armed.is_due or (is_over and armed.stop.must)):
                self._stops.remove(armed)
                self._killed.append(passed[-1])
                self._last_stop = self._clock.now()
                return True
        return False

    def _wrong_ends(self, *, has_ended: bool) -> list[str]:
        """What is wrong at the end, and that it came too late."""
        organization = self._world.hubflo.organizations[self._stage.firm.organization_id]
        documents, trouble = self._stage.documents(), self._last_trouble()
        with self._stage.books() as books:
            wrong = wrong_ends(self._story, books, documents, self._titles, organization, self._watch)
            by = ends_by(books, self._story.numbers, trouble)
        self._waited = by > trouble + ENDS_WITHIN
        ended_at = self._work_ended_at
        if has_ended and ended_at is not None and ended_at > by:
            wrong.append(
                f"not quiet until {ended_at - trouble} after the last trouble, nor by {by - trouble}"
            )
        return wrong

    def _last_trouble(self) -> datetime:
        ended = self._faults_ended_at or self._last_news
        return max([self._last_news, self._last_stop, ended, *self._landed()])

    def _landed(self) -> list[datetime]:
        return [landing.at for landing in self._world.landings]

    def _plan(self, at: float, what: What | InvoiceId) -> None:
        heapq.heappush(self._to_come, (at, next(self._order), what))

    def _passed(self) -> float:
        return self._clock.monotonic() - self._begun

    def _note_news(self) -> None:
        self._clock.advance(A_MOMENT)  # what is read from now on is later than this
        self._last_news = self._clock.now()

    def _answered(self) -> int:
        return len(self._world.xero.calls) + len(self._world.hubflo.requests)
