"""What a session's messages may ask for: to see a page, and nothing of the server's own."""

from __future__ import annotations

import functools
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit would also empty everyone's caches, name the files beside the code, and offer uploads
# to whoever asks.
ALLOWED = ("rerun_script", "stop_script", "app_heartbeat", "backend_operation_request")
NOT_TEXT = {"type": "websocket.disconnect", "code": 1003}


class SessionMessages:
    """Hands on what pages need; the rest is dropped, and a session that sends text is ended."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await self.app(scope, receive, send)

        async def heard() -> Message:
            message = await receive()
            while not _may_pass(message):
                message = await receive()
            return NOT_TEXT if message.get("text") is not None else message

        return await self.app(scope, heard, send)


def _may_pass(message: Message) -> bool:
    said = message.get("bytes")
    return said is None or asks_for(said) in (*ALLOWED, None)


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
