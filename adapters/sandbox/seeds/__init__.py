"""Data to begin with: a small firm with every case in it and its bills, a crowd for load, invoices at will."""

from adapters.sandbox.seeds.billing import Bills, billing
from adapters.sandbox.seeds.crowd import Crowd, crowd
from adapters.sandbox.seeds.firm import REDIRECT_URIS, Firm, firm
from adapters.sandbox.seeds.invoices import issue

__all__ = ["REDIRECT_URIS", "Bills", "Crowd", "Firm", "billing", "crowd", "firm", "issue"]
