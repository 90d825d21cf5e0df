"""XML, which Xero answers unless asked for JSON; its first line claims utf-16, its bytes are utf-8."""

from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from adapters.sandbox.xero.wire.json_text import Kept
from adapters.sandbox.xero.wire.moments import MsDate

_HEAD = '<?xml version="1.0" encoding="utf-16"?>\r\n'
_SPACES = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
_SINGULAR = {
    "Addresses": "Address",
    "Currencies": "Currency",
    "Elements": "DataContractBase",
    "SalesTrackingCategories": "SalesTrackingCategory",
    "PurchasesTrackingCategories": "PurchasesTrackingCategory",
}


def dump(root: str, value: dict[str, Any]) -> bytes:
    """The bytes of a whole answer under the element `root`."""
    out = [_HEAD, f"<{root} {_SPACES}>"]
    for name, item in value.items():
        _write(name, item, out)
    out.append(f"</{root}>")
    return "".join(out).encode()


def _write(name: str, value: Any, out: list[str]) -> None:
    if isinstance(value, Kept):
        value = value.wire()
    if value is None:
        return
    out.append(f"<{name}>")
    if isinstance(value, dict):
        for key, item in value.items():
            _write(key, item, out)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _write(_SINGULAR.get(name, name.removesuffix("s")), item, out)
    else:
        out.append(_scalar(value))
    out.append(f"</{name}>")


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, MsDate):
        return value.xml_text()
    return escape(str(value))
