"""A visitor's session without a browser: the messages that a page sends and gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tests.served import HERE


class Session:
    """A session of a running app, open from ``with`` to its end."""

    def __init__(self, port: int, path: str = "/_stcore/stream", **more: Any) -> None:
        self._opened = connect(f"ws://{HERE}:{port}{path}", proxy=None, max_size=None, **more)

    def __enter__(self) -> Session:
        self._line = self._opened.__enter__()
        return self

    def __exit__(self, *fault: Any) -> None:
        self._opened.__exit__(*fault)

    def send(self, message: BackMsg | bytes | str) -> None:
        self._line.send(message.SerializeToString() if isinstance(message, BackMsg) else message)

    def open_page(self, name: str = "", query: str = "") -> list[ForwardMsg]:
        """All that the app sends to show a page, until its script has finished."""
        message = BackMsg()
        message.rerun_script.page_name = name
        message.rerun_script.query_string = query
        self.send(message)
        return list(self._until_finished())

    def heard_until_alive(self) -> list[ForwardMsg]:
        """What the app says to all that was sent before."""
        beat = BackMsg()
        beat.app_heartbeat = True
        self.send(beat)
        found: list[ForwardMsg] = []
        for each in self._heard(10):
            if each.heartbeat_ack:
                return found
            found.append(each)
        return found

    def _until_finished(self) -> Iterator[ForwardMsg]:
        for message in self._heard(30):
            yield message
            if message.WhichOneof("type") == "script_finished":
                return

    def _heard(self, seconds: float) -> Iterator[ForwardMsg]:
        while True:
            message = ForwardMsg()
            message.ParseFromString(self._line.recv(timeout=seconds))
            yield message


def shown(messages: Iterable[ForwardMsg]) -> list[str]:
    """The kinds of element that messages put on a page, as Streamlit names them."""
    new = (each.delta.new_element.WhichOneof("type") for each in messages)
    return [kind for kind in new if kind]
