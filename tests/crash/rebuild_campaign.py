"""The campaign of lost and old stores: rebuilt from any of them, and killed in every state of a rebuild."""

from collections.abc import Iterator

from tests.crash.campaign import Outcome
from tests.support.canon import differences, twins
from tests.support.lives import NeverQuiet, Snapshot
from tests.support.points import changes_something
from tests.support.rebuilds import Links, RebuiltInstallation


class RebuildCampaign:
    """Rebuilds of one installation; each must end with both sides as they were, and linked as before."""

    def __init__(self, installation: RebuiltInstallation) -> None:
        """`installation` has lived its undisturbed life."""
        self.installation = installation
        self.sides = installation.sides()
        self.links: Links = installation.links()
        self.lost = installation.with_store_of(installation.fresh)
        """Nothing is left of the store."""

    def old_stores(self, every: int = 1) -> Iterator[Outcome]:
        """The store is put back to what it was after a commit of the life; every so many of them."""
        for older in self.installation.older[::every]:
            yield self.rebuilt(self.installation.with_store_of(older))

    def rebuilt(self, begun: Snapshot) -> Outcome:
        """One rebuild to its end."""
        self.installation.set_back(begun)
        return self._lived(f"rebuilt from {begun.number}, {begun.point}")

    def states(self, begun: Snapshot) -> list[Snapshot]:
        """What is left at each point of a rebuild that leaves something else than the point before it."""
        found: list[Snapshot] = []

        def keep(number: int, name: str) -> None:
            if changes_something(name):
                found.append(self.installation.snapshot(number, name))

        self.installation.set_back(begun)
        self.installation.rebuild(at_each=keep)
        return found

    def killed_at(self, dead: Snapshot) -> Outcome:
        """Killed in that state, then one more life."""
        self.installation.set_back(dead)
        return self._lived(f"killed at {dead.number}, {dead.point}")

    def _lived(self, what: str) -> Outcome:
        here = self.installation
        try:
            here.rebuild()
        except NeverQuiet as problem:
            return Outcome(what=what, wrong=(str(problem),))
        wrong = differences(self.sides, here.sides())
        links = here.links()
        for name, pairs in self.links.items():
            wrong += [f"{name}: not linked any more: {pair}" for pair in sorted(pairs - links[name])]
            wrong += [f"{name}: linked otherwise: {pair}" for pair in sorted(links[name] - pairs)]
        return Outcome(what=what, wrong=tuple(wrong), twins=tuple(twins(here.world)))
