"""Handshakes that are none, answered and hung up on: the server would keep them open for good.

Its two parsers differ: what the first lets pass (an odd byte, a line of more than 8 KB, more than
128 headers) the second gives up on, without a word and before any of our layers is asked.
"""

from __future__ import annotations

import functools
from typing import Any

BAD_REQUEST = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def answer_broken_handshakes() -> None:
    """Makes the server answer them with 400, from now on."""
    from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

    read = WebSocketsSansIOProtocol.data_received
    if hasattr(read, "__wrapped__"):
        return

    @functools.wraps(read)
    def data_received(self: Any, data: bytes) -> None:
        read(self, data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            self.transport.write(BAD_REQUEST)
            self.transport.close()

    # No hook is called before the parser that fails, so the method itself is the place.
    WebSocketsSansIOProtocol.data_received = data_received  # type: ignore[method-assign]
