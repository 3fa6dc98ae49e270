"""What a visitor's session may ask of the server, and what it is told of the machine."""

from __future__ import annotations

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from data.web.messages import ALLOWED, asks_for
from data.web.session_begin import without_machine
from tests.served import HERE, Served

FLAGS = ("stop_script", "app_heartbeat", "clear_cache", "load_git_info", "set_run_on_save")


def message(kind):
    made = BackMsg()
    if kind in FLAGS or kind.startswith("debug_"):
        setattr(made, kind, True)
    else:
        getattr(made, kind).SetInParent()
    return made.SerializeToString()


KINDS = [field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_is_known_by_what_it_asks_for(kind):
    assert asks_for(message(kind)) == kind


def test_messages_that_ask_for_nothing_and_such_that_are_none_are_told_apart():
    assert asks_for(b"") == "nothing"
    assert asks_for(b"\xff\xff\xff") is None


def test_only_what_a_page_needs_reaches_the_app(shipped):
    with (
        Served(shipped.store) as server,
        connect(f"ws://{HERE}:{server.port}/_stcore/stream", proxy=None) as session,
    ):
        for kind in KINDS:
            session.send(message(kind))
        session.send(message("app_heartbeat") + message("rerun_script"))  # the last is the end
        heard = [asks_for(session.recv(timeout=5)) for _ in range(len(ALLOWED) + 1)]
        assert sorted(heard) == sorted([*ALLOWED, "rerun_script"])
        assert {"clear_cache", "load_git_info"} <= set(KINDS) - set(heard)


def test_text_ends_a_session(shipped):
    with (
        Served(shipped.store) as server,
        connect(f"ws://{HERE}:{server.port}/_stcore/stream", proxy=None) as session,
    ):
        session.send("text")
        with pytest.raises(ConnectionClosed):
            session.recv(timeout=5)


def begun(path):
    made = ForwardMsg()
    made.hash = "a-hash"
    made.new_session.name, made.new_session.main_script_path = "navigation", path
    told = made.new_session.initialize.environment_info
    told.streamlit_version, told.python_version, told.server_os = "1.67.0", "3.11.7", "linux"
    return made


def test_of_the_machine_a_session_is_told_nothing():
    said = begun("/home/somebody/team-of-one/pages/navigation.py").SerializeToString()
    assert ForwardMsg.FromString(without_machine(said)) == begun_without_machine()


def begun_without_machine():
    made = begun("navigation")
    made.new_session.initialize.environment_info.python_version = ""
    made.new_session.initialize.environment_info.server_os = ""
    return made


def test_what_is_on_a_page_passes_as_it_is():
    made = ForwardMsg()
    made.delta.new_element.text.body = "/home/somebody/team-of-one"
    assert without_machine(made.SerializeToString()) == made.SerializeToString()
