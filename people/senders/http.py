"""A carrier of SMS or Zalo messages behind one address, asked as the Standard Webhooks specification signs a request.

POST JSON {"channel", "to", "text"} with the headers webhook-id, webhook-timestamp and webhook-signature: "v1," and the
base64 of HMAC-SHA256 over "id.timestamp.body". Any 2xx answer means it was taken; the id is the same at every try.
"""

import base64
import hashlib
import hmac
import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from core import clock
from people.senders.base import Letter, Sender, SendFailed

_OUR_MACHINE = {"localhost", "127.0.0.1", "::1"}


class _NoRedirects(HTTPRedirectHandler):
    """A phone number and a code go to the configured address and nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class HttpSender(Sender):
    def __init__(self) -> None:
        parts = urlsplit(settings.SENDER_URL)
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _OUR_MACHINE)
        if not is_safe or not settings.SENDER_SECRET:
            raise ImproperlyConfigured("SENDER=http needs SENDER_URL beginning with https:// and SENDER_SECRET.")

    def send(self, letter: Letter) -> None:
        opener = build_opener(_NoRedirects, ProxyHandler({}))
        try:
            with opener.open(_request(letter), timeout=settings.SENDER_TIMEOUT):
                return
        except HTTPError as refusal:
            refusal.close()
            raise SendFailed(f"The carrier answered {refusal.code}.") from None
        except (URLError, HTTPException, OSError) as failure:
            # Its reason names no text of ours.
            raise SendFailed(f"{type(failure).__name__}: {getattr(failure, 'reason', '')}") from None


def _request(letter: Letter) -> Request:
    content = {"channel": settings.SENDER_CHANNEL, "to": letter.phone, "text": letter.text}
    body = json.dumps(content, ensure_ascii=False).encode()
    stamp = str(int(clock.now().timestamp()))
    headers = {
        "Content-Type": "application/json",
        "webhook-id": str(letter.key),
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{signature(settings.SENDER_SECRET, str(letter.key), stamp, body)}",
    }
    # The scheme was looked at above: https, or this machine.
    return Request(settings.SENDER_URL, data=body, headers=headers, method="POST")  # noqa: S310


def signature(secret: str, key: str, stamp: str, body: bytes) -> str:
    signed = f"{key}.{stamp}.".encode() + body
    return base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest()).decode()
