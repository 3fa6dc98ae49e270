"""The app with one more door, for tests: a list of what its media store holds."""

from __future__ import annotations

import hashlib

from starlette.responses import JSONResponse
from streamlit.runtime import get_instance
from streamlit.runtime.media_file_storage import MediaFileKind

from app import app as shipped

LISTING = "/listing"
PLANTING = "/planting"  # puts a file there first, to show that it would be listed
PLANTED = b"a file that someone planted"


async def app(scope, receive, send):
    if scope["type"] == "http" and scope["path"] == PLANTING:
        get_instance().media_file_mgr._storage.load_and_get_id(
            PLANTED, "text/csv", MediaFileKind.DOWNLOADABLE
        )
    if scope["type"] == "http" and scope["path"] in (LISTING, PLANTING):
        return await JSONResponse({"held": _listing()})(scope, receive, send)
    return await shipped(scope, receive, send)


def _listing():
    """The files that Streamlit gives to whoever knows their address."""
    held = get_instance().media_file_mgr._storage._files_by_id.values()
    return [
        {"type": each.mimetype, "sha256": hashlib.sha256(each.content).hexdigest()}
        for each in held
    ]  # fmt: skip
