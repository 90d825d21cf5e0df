"""Cutting a `where` into tokens. What cannot be read is one too, refused only when the parser meets it."""

import re
from dataclasses import dataclass

from adapters.sandbox.xero.query.fields import QueryRefused

_TOKEN = re.compile(
    r'(?P<string>"[^"]*")|(?P<character>\'[^\']*\')|(?P<number>-?\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)'
    r"|(?P<sign>==|!=|<>|>=|<=|&&|\|\||[=<>!().,])|(?P<bad>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str


_END = Token("end", "")


class Tokens:
    """The tokens of one expression, with a look at the next."""

    def __init__(self, text: str) -> None:
        self._tokens = [
            Token(match.lastgroup or "bad", match.group())
            for match in _TOKEN.finditer(text)
            if not match.group().isspace()
        ]
        self._at = 0

    @property
    def next(self) -> Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else _END

    def take(self) -> Token:
        token = self.next
        if token.kind == "bad":
            raise QueryRefused(
                "Unterminated string literal" if token.text == '"' else f"Syntax error '{token.text}'"
            )
        if token.kind == "character":
            raise QueryRefused("Character literal must contain exactly one character")
        self._at += 1
        return token

    def skip(self, *texts: str) -> str | None:
        """Take the next token if it is one of these (words in any case), and give it."""
        if self.next.kind in ("sign", "name") and self.next.text.upper() in texts:
            return self.take().text
        return None

    def expect(self, text: str) -> None:
        if self.skip(text) is None:
            raise QueryRefused("Syntax error")
