"""The addresses at which webhooks are posted to us, below the one under which we are reached."""

HUBFLO_PATH = "/webhooks/hubflo"
XERO_PATH = "/webhooks/xero"


def hubflo_base(public_url: str) -> str:
    """Where the paths of Hubflo's hooks begin; '' if nobody can reach us."""
    return f"{public_url}{HUBFLO_PATH}" if public_url else ""


def xero_address(public_url: str, app_id: str) -> str:
    """What is entered at Xero for an app."""
    return f"{public_url}{XERO_PATH}/{app_id}"
