"""A group whose commands are imported when they are called, so that `--help` answers at once."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """Commands by name: the module that holds each, and the line that help shows for it."""

    def __init__(self, name: str | None = None, *, lazy: Mapping[str, tuple[str, str]], **attrs: Any) -> None:
        """`lazy` maps a command to (module, one line of help); its object there is called `command`."""
        super().__init__(name, **attrs)
        self._lazy = lazy

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """In the order in which they are needed."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's
        """The command, imported now."""
        if cmd_name not in self._lazy:
            return None
        command = import_module(self._lazy[cmd_name][0]).command
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self._lazy.items()])
