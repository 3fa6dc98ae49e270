"""What a page costs the server: CPU, waiting under load, memory, and bytes on the wire.

``python -m tests.benchmarks.pages STORE [--reruns N] [--dash FOLDER]`` serves a copy of a published
store of the demo survey and talks to it as browsers do: visitors switch pages and filters, a
hundred at once with three seconds to think, and one of them N times (default 2000). Then a real
Chromium with an empty cache opens the first page. The overview written in Dash is held beside ours
where FOLDER has Dash (``pip install --target FOLDER dash waitress``). Printed, not asserted.
"""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from tests.benchmarks.beside_dash import HOW, dash
from tests.benchmarks.first_visit import first_visit
from tests.benchmarks.visitors import (
    PAGES,
    SESSIONS,
    THINK,
    changes,
    clicking,
    costs,
    crowd,
    memory,
    port_of,
    seen_by_nobody,
    serving,
    switches,
)
from tests.browser.server import AppServer
from tests.sessions import Session

SETTLED = 1000  # reruns after which caches and the allocator have what they need


def load() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


def cpu_of_clicks(store: Path, app: AppServer, dash_folder: Path | None) -> None:
    """Server CPU for a click, ours and Dash's, measured in turn."""
    process = app._process.pid
    kinds = {"switch of pages": switches, "change of filter": partial(changes, PAGES[0])}
    kinds |= {"change of filter, overview": partial(changes, "")}
    with ExitStack() as open_now:
        told = [
            (process, clicking(open_now.enter_context(Session(port_of(app))), visits))
            for visits in kinds.values()
        ]
        names = list(kinds)
        if dash_folder is None:
            print(HOW)
        else:
            told += [
                open_now.enter_context(dash(dash_folder, store, kept=kept))
                for kept in (False, True)
            ]
            names += ["the same overview in Dash", "the same in Dash, results kept"]
        found = dict(zip(names, costs(told), strict=True))
    ours = found["change of filter, overview"]
    for name, each in found.items():
        times = f"  {each / ours:.1f} times ours" if "Dash" in name else ""
        print(f"server CPU, {name:31} {each:5.1f} ms{times}")
    print(f"server CPU, {'what nobody saw before':31} {seen_by_nobody(app):5.1f} ms")
    print(f"  {load()}", flush=True)


def reruns(app: AppServer, count: int) -> None:
    """The server's memory while one visitor clicks on and on."""
    process, done = app._process.pid, 0
    with Session(port_of(app)) as visitor:
        click = clicking(visitor, lambda many: (switches(many) + changes(PAGES[1], many))[::2])
        click(SETTLED)
        before = memory(process)
        print(f"memory after {SETTLED} reruns {before:.0f} MB", flush=True)
        while done < count:
            step = min(max(1000, count // 4), count - done)
            click(step)
            done += step
            after = memory(process)
            print(
                f"  {done} more: {after:.0f} MB ({after / before - 1:+.1%}), {load()}", flush=True
            )


def main(store: Path, count: int, dash_folder: Path | None) -> None:
    print(f"{os.cpu_count()} processors, {load()}")
    with serving(store) as (app,):
        cpu_of_clicks(store, app, dash_folder)
        print(f"{SESSIONS} sessions, {THINK:g} s to think: {crowd([app])}; {load()}", flush=True)
        reruns(app, count)
        print(f"{first_visit(app.url)}; {load()}")
    with serving(store, processes=2) as apps:
        print(f"{SESSIONS} sessions on two processes: {crowd(apps)}; {load()}")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="What a page costs the server.")
    asked.add_argument("store", type=Path)
    asked.add_argument("--reruns", type=int, default=2000)
    asked.add_argument("--dash", type=Path)
    said = asked.parse_args()
    main(said.store.absolute(), said.reruns, said.dash and said.dash.absolute())
