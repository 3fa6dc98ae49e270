"""What a session's messages may ask for: to see a page, and nothing of the server's own."""

from __future__ import annotations

import functools
from collections import deque
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.web.turns import Turns

# Streamlit would also empty everyone's caches, name the files beside the code, and offer uploads
# to whoever asks.
PAGE = "rerun_script"
ALLOWED = (PAGE, "stop_script", "app_heartbeat", "backend_operation_request")
NOT_TEXT = {"type": "websocket.disconnect", "code": 1003}


class SessionMessages:
    """Hands on what pages need; the rest is dropped, and a session that sends text is ended.

    Who asks for a page waits for their turn.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.turns = Turns()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await self.app(scope, receive, send)

        pages: deque[float] = deque()

        async def heard() -> Message:
            message = await receive()
            while (asked := _asked(message)) not in (*ALLOWED, None):
                message = await receive()
            if asked == PAGE:
                await self.turns.taken(pages)
            return NOT_TEXT if message.get("text") is not None else message

        return await self.app(scope, heard, send)


def _asked(message: Message) -> str | None:
    said = message.get("bytes")
    return None if said is None else asks_for(said)


def asks_for(said: bytes) -> str | None:
    """What a message asks for, by Streamlit's name; None where it is none, which ends a session."""
    from google.protobuf.message import DecodeError

    message = _form()()
    try:
        message.ParseFromString(said)
    except DecodeError:
        return None
    found: str | None = message.WhichOneof("type")
    return found or "nothing"


@functools.cache
def _form() -> Any:
    from streamlit.proto.BackMsg_pb2 import BackMsg  # late: with it comes all of Streamlit

    return BackMsg
