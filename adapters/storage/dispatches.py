"""Write requests and their elements."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, or_, select, update

from adapters.storage.prepared import run_many
from adapters.storage.rows.sending import dispatch_row, element_row, open_element_of
from adapters.storage.scope import Scope, mine
from adapters.storage.tables import sending as tables
from adapters.storage.tables.sending import element, to_be_looked_at
from adapters.storage.upserts import inserting
from domain.dispatch import Dispatch, ElementState, OpenElement
from domain.errors import StoreProblem
from domain.ids import DispatchId
from domain.ports import records as ports

_SAME_DISPATCH = and_(
    tables.dispatch.c.connection_id == element.c.connection_id,
    tables.dispatch.c.id == element.c.dispatch_id,
)
_ALL = (
    select(element, tables.dispatch.c.at, tables.dispatch.c.give_up_at, tables.dispatch.c.fence)
    .join(tables.dispatch, _SAME_DISPATCH)
    .where(mine(element))
    .order_by(tables.dispatch.c.at, tables.dispatch.c.id, element.c.number)
)
_OPEN = _ALL.where(
    to_be_looked_at,
    or_(
        element.c.state.in_([ElementState.DISPATCHED.value, ElementState.UNKNOWN.value]),
        and_(element.c.state == ElementState.DONE.value, element.c.look_at.is_not(None)),
    ),
)
_OF = _ALL.where(element.c.subject == bindparam("subject"))

_SETTLE = update(element).where(
    mine(element), element.c.dispatch_id == bindparam("of"), element.c.number == bindparam("settled")
)
_SETTLE_LOOKED = _SETTLE.values(looks=element.c.looks + 1)


class Dispatches(Scope, ports.Dispatches):
    """Nothing is ever deleted here: what left us is known for good."""

    def add(self, dispatch: Dispatch) -> None:
        self._insert(tables.dispatch, dispatch_row(self._id, dispatch))
        rows = [element_row(self._id, dispatch.id, one) for one in dispatch.elements]
        run_many(self._at, inserting(element), rows)

    def settle(
        self,
        dispatch_id: DispatchId,
        number: int,
        state: ElementState,
        *,
        remote_id: str = "",
        look_at: datetime | None = None,
        looked: bool = False,
    ) -> None:
        values: dict[str, Any] = {"state": state.value, "look_at": look_at}
        if remote_id:
            values["remote_id"] = remote_id
        settled = self._run(_SETTLE_LOOKED if looked else _SETTLE, of=dispatch_id, settled=number, **values)
        if settled.rowcount != 1:
            raise StoreProblem("element-unknown", dispatch=dispatch_id, number=str(number))

    def open(self) -> tuple[OpenElement, ...]:
        return self._found(_OPEN) if self._may_have("elements") else ()

    def of(self, subject: str) -> tuple[OpenElement, ...]:
        return self._found(_OF, subject=subject)

    def abandon(self, fence: int, now: datetime) -> int:
        in_flight = (one for one in self.open() if one.element.state is ElementState.DISPATCHED)
        if not any(one.fence < fence for one in in_flight):
            return 0
        older = and_(_SAME_DISPATCH, tables.dispatch.c.fence < fence)
        return self._at.execute(
            update(element)
            .where(self._mine(element), element.c.state == ElementState.DISPATCHED.value)
            .where(select(tables.dispatch.c.id).where(older).exists())
            .values(state=ElementState.UNKNOWN.value, look_at=look_from(now))
        ).rowcount

    def forget(self, subject: str) -> None:
        self._at.execute(
            update(element).where(self._mine(element), element.c.subject == subject).values(facts="{}")
        )

    def _found(self, wanted: Select[Any], **values: Any) -> tuple[OpenElement, ...]:
        return tuple(open_element_of(row) for row in self._run(wanted, **values))


def look_from(now: datetime) -> ColumnElement[datetime]:
    """When to look for what nobody waits for any more: at its give-up time, or now if that is past."""
    gives_up_at = (
        select(tables.dispatch.c.give_up_at).where(_SAME_DISPATCH).correlate(element).scalar_subquery()
    )
    return case((gives_up_at > now, gives_up_at), else_=now)
