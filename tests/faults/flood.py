"""Sessions that ask for pages without a pause: python -m tests.faults.flood PORT COUNT SECONDS"""

from __future__ import annotations

import asyncio
import os
import sys

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect

from tests.served import HERE

EACH = 0.2  # seconds from one wish to the next


async def flood(port: int, sessions: int, seconds: float) -> None:
    """All of them at once; in the end they hang up without a word."""
    wishes = (_wish(port) for _ in range(sessions))
    await asyncio.wait([asyncio.create_task(each) for each in wishes], timeout=seconds)
    os._exit(0)


async def _wish(port: int) -> None:
    wish = BackMsg()
    wish.rerun_script.page_name = "strain"
    there = f"ws://{HERE}:{port}/_stcore/stream"
    async with connect(there, proxy=None, max_size=None, open_timeout=60) as line:
        reading = asyncio.create_task(_drain(line))
        while not reading.done():
            await line.send(wish.SerializeToString())
            await asyncio.sleep(EACH)


async def _drain(line) -> None:
    async for _ in line:
        pass


if __name__ == "__main__":
    asyncio.run(flood(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
