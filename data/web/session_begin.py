"""What a session is told of the server as it begins: nothing of the machine."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE = str(Path(__file__).resolve().parents[2]).encode()  # stands in every beginning


class SessionBegin:
    """Takes the code's folder, the version of Python and the system out of what Streamlit sends."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await self.app(scope, receive, send)

        async def told(message: Message) -> None:
            said = message.get("bytes")
            if said is not None and HERE in said:
                message = {**message, "bytes": without_machine(said)}
            await send(message)

        return await self.app(scope, receive, told)


def without_machine(said: bytes) -> bytes:
    """The message that begins a run of a page, without what it tells of the machine."""
    message = _form()()
    message.ParseFromString(said)
    if message.WhichOneof("type") != "new_session":
        return said
    begun = message.new_session
    begun.main_script_path = begun.name
    begun.initialize.environment_info.python_version = ""
    begun.initialize.environment_info.server_os = ""
    made: bytes = message.SerializeToString()
    return made


@functools.cache
def _form() -> Any:
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # late: with it comes all of Streamlit

    return ForwardMsg
