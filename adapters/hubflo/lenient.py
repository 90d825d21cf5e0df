"""Reading what can be read of a document whose shape is not published."""

from typing import Any, TypeVar

from pydantic import ValidationError

from adapters.hubflo.fields import Document

D = TypeVar("D", bound=Document)


def read_leniently(shape: type[D], value: Any) -> tuple[D, set[str]]:
    """A document without its unreadable keys, and which these are. Raises ValueError without an id."""
    try:
        return shape.model_validate(value), set()
    except ValidationError as error:
        if not isinstance(value, dict):
            raise
        spoilt = {str(each["loc"][0]) for each in error.errors(include_input=False, include_context=False)}
    return shape.model_validate({name: each for name, each in value.items() if name not in spoilt}), spoilt
