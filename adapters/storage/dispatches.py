"""Write requests and their elements."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select, update

from adapters.storage.rows.sending import dispatch_row, element_row, open_element_of
from adapters.storage.scope import Scope
from adapters.storage.tables import sending as tables
from adapters.storage.tables.sending import element, to_be_looked_at
from domain.dispatch import Dispatch, ElementState, OpenElement
from domain.errors import StoreProblem
from domain.ids import DispatchId
from domain.ports import records as ports


class Dispatches(Scope, ports.Dispatches):
    """Nothing is ever deleted here: what left us is known for good."""

    def add(self, dispatch: Dispatch) -> None:
        self._at.execute(tables.dispatch.insert().values(dispatch_row(self._id, dispatch)))
        rows = [element_row(self._id, dispatch.id, one) for one in dispatch.elements]
        if rows:
            self._at.execute(element.insert(), rows)

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
        if looked:
            values["looks"] = element.c.looks + 1
        settled = self._at.execute(
            update(element)
            .where(self._mine(element), element.c.dispatch_id == dispatch_id, element.c.number == number)
            .values(values)
        )
        if settled.rowcount != 1:
            raise StoreProblem("element-unknown", dispatch=dispatch_id, number=str(number))

    def open(self) -> tuple[OpenElement, ...]:
        unsettled = element.c.state.in_([ElementState.DISPATCHED.value, ElementState.UNKNOWN.value])
        looks_again = and_(element.c.state == ElementState.DONE.value, element.c.look_at.is_not(None))
        return self._select(to_be_looked_at, or_(unsettled, looks_again))

    def of(self, subject: str) -> tuple[OpenElement, ...]:
        return self._select(element.c.subject == subject)

    def abandon(self, fence: int, now: datetime) -> int:
        older = and_(
            tables.dispatch.c.connection_id == element.c.connection_id,
            tables.dispatch.c.id == element.c.dispatch_id,
            tables.dispatch.c.fence < fence,
        )
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

    def _select(self, *wanted: ColumnElement[bool]) -> tuple[OpenElement, ...]:
        joined = and_(
            tables.dispatch.c.connection_id == element.c.connection_id,
            tables.dispatch.c.id == element.c.dispatch_id,
        )
        rows = self._at.execute(
            select(element, tables.dispatch.c.at, tables.dispatch.c.give_up_at, tables.dispatch.c.fence)
            .join(tables.dispatch, joined)
            .where(self._mine(element), *wanted)
            .order_by(tables.dispatch.c.at, tables.dispatch.c.id, element.c.number)
        )
        return tuple(open_element_of(row) for row in rows)


def look_from(now: datetime) -> ColumnElement[datetime]:
    """When to look for what nobody waits for any more: at its give-up time, or now if that is past."""
    gives_up_at = (
        select(tables.dispatch.c.give_up_at)
        .where(
            tables.dispatch.c.connection_id == element.c.connection_id,
            tables.dispatch.c.id == element.c.dispatch_id,
        )
        .correlate(element)
        .scalar_subquery()
    )
    return case((gives_up_at > now, gives_up_at), else_=now)
