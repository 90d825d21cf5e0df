"""Each side's page for the people there: what stands in the books, and buttons for what they may do."""

from adapters.sandbox.pages.routes import page_routes

__all__ = ["page_routes"]
