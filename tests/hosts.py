"""Hosts under whose roof the app may live, played by nginx: below a path, and in a frame."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests import nginx

AROUND = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
    {temporary}
    access_log off;
    map $http_upgrade $connection_upgrade {{ "" ""; default upgrade; }}
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_upgrade;
    server {{ listen 127.0.0.1:{port}; default_type text/html; {site} }}
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
# The app beside another site, at a path of its own, which the proxy hands on as it is.
BELOW_A_PATH = """
location / {{ return 200 "another site"; }}
location {path} {{ proxy_pass http://{app}; }}
"""
# As Streamlit Community Cloud has it: the app in a frame of the host's own page, below a path that
# its proxy takes off; {shut} are the paths that it answers itself.
FRAME = "/~/+/"
IN_A_FRAME = """
location ~ ^/[a-z-]*$ {{
    return 200 "<!DOCTYPE html><title>A host</title><style>html, body, iframe {{ border: 0;
        height: 100%; margin: 0; width: 100% }}</style><iframe src='/~/+$request_uri'></iframe>";
}}
location = /favicon.ico {{ return 204; }}
location /~/+/ {{ proxy_pass http://{app}/; }}
{shut}
"""
WITHOUT_API = "location /~/+/api/ { return 403; }"


class Host:
    """nginx with one site, from ``with`` to its end; ``url`` is the site's address."""

    def __init__(self, folder: Path, site: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self._port}"
        self._folder = folder
        temporary = " ".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)
        said = AROUND.format(folder=folder, temporary=temporary, port=self._port, site=site)
        (folder / "nginx.conf").write_text(said)

    def __enter__(self) -> Host:
        self._process = subprocess.Popen(self._command(), stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return self
            time.sleep(0.05)
        self._process.kill()
        raise AssertionError((self._folder / "error.log").read_text())

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(10)

    def _command(self) -> Sequence[str | Path]:
        found = nginx.find()
        if found is None:
            pytest.fail(nginx.missing(), pytrace=False)
        folder = self._folder
        return [found, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"]
