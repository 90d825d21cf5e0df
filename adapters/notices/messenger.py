"""The one messenger: by the kind of its address it posts JSON or sends a mail."""

import json
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

import httpx

from domain.errors import Invalid, Unavailable
from domain.ports.notices import Messenger, Notice

NoticeTransport = httpx.BaseTransport
"""What carries the bytes: httpx's own unless a test brings one."""

SERVICE = "notify"
_HERE = ("localhost", "127.0.0.1", "::1")
_MAIL = "mailto:"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed in: smtps:// speaks TLS at once, smtp:// begins it (but on this machine)."""

    host: str
    port: int
    is_tls: bool
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


def mail_server(address: str, sender: str) -> MailServer | None:
    """From `smtps://USER:PASSWORD@HOST:PORT`; None if there is no address.

    Raises Invalid (`mail-server-unusable`), which never repeats the address.
    """
    if not address:
        return None
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Invalid("mail-server-unusable") from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or "@" not in sender:
        raise Invalid("mail-server-unusable")
    is_tls = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname,
        port=port or (465 if is_tls else 587),
        is_tls=is_tls,
        sender=sender,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


class HttpAndMail(Messenger):
    """Sends once; what fails is the caller's to try again. Follows no redirect."""

    def __init__(
        self,
        *,
        server: Callable[[], MailServer | None],
        seconds: float = 10.0,
        transport: NoticeTransport | None = None,
    ) -> None:
        """`server` is asked when a mail is to be sent; `transport` stands for the network."""
        self._server = server
        self._seconds = seconds
        self._transport = transport

    def send(self, address: str, notice: Notice) -> None:
        """Raises Unavailable, or Invalid (`notify-off`, `notify-address`, `mail-server-missing`)."""
        if not address:
            raise Invalid("notify-off")
        if address.startswith(_MAIL):
            self._mail(address.removeprefix(_MAIL), notice)
        else:
            self._post(address, notice)

    def _post(self, address: str, notice: Notice) -> None:
        parts = urlsplit(address)
        if parts.scheme != "https" and parts.hostname not in _HERE:
            raise Invalid("notify-address")
        body = {"subject": notice.subject, "text": notice.text, **notice.data}
        try:
            with httpx.Client(
                transport=self._transport,
                timeout=self._seconds,
                follow_redirects=False,
                trust_env=parts.hostname not in _HERE,
            ) as client:
                answer = client.post(
                    address, content=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
                )
        except httpx.HTTPError as error:
            # Its text holds the address.
            raise Unavailable(service=SERVICE, why=type(error).__name__) from None
        if not answer.is_success:
            raise Unavailable(service=SERVICE, why="refused", status=str(answer.status_code))

    def _mail(self, to: str, notice: Notice) -> None:
        server = self._server()
        if server is None:
            raise Invalid("mail-server-missing")
        message = EmailMessage()
        message["From"] = server.sender
        message["To"] = to
        message["Subject"] = " ".join(notice.subject.split())
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=_domain_of(server))
        message.set_content(notice.text)
        try:
            with self._session(server) as session:
                if server.user:
                    session.login(server.user, server.password)
                session.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            # Its text may hold secrets.
            raise Unavailable(service=SERVICE, why=type(error).__name__) from None

    def _session(self, server: MailServer) -> smtplib.SMTP:
        context, named = ssl.create_default_context(), _domain_of(server)
        if server.is_tls:
            return smtplib.SMTP_SSL(
                server.host, server.port, local_hostname=named, timeout=self._seconds, context=context
            )
        session = smtplib.SMTP(server.host, server.port, local_hostname=named, timeout=self._seconds)
        if server.host not in _HERE:
            session.starttls(context=context)
        return session


def _domain_of(server: MailServer) -> str:
    return server.sender.partition("@")[2]
