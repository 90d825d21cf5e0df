"""Data to begin with: a small firm with every case in it, a crowd for load, and as many invoices as wanted."""

from adapters.sandbox.seeds.crowd import Crowd, crowd
from adapters.sandbox.seeds.firm import REDIRECT_URIS, Firm, firm
from adapters.sandbox.seeds.invoices import issue

__all__ = ["REDIRECT_URIS", "Crowd", "Firm", "crowd", "firm", "issue"]
