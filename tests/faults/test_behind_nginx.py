"""Two processes over one store behind nginx, with the configuration that docs/operating tells."""

from __future__ import annotations

import asyncio
import datetime
import http.client
import json
import re
import shutil
import socket
import ssl
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests import nginx
from tests.browser.server import ROOT, AppServer
from tests.served import Answer, ask
from tests.sessions import Session, shown

pytestmark = pytest.mark.nginx
SITE = ROOT / "docs" / "operating" / "nginx.conf"
NAME = "survey.example.org"
AROUND = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    log_format test '$upstream_addr $uri';
    {temporary}
    include {folder}/site.conf;
}}
"""
PATIENCE = 60  # seconds for a handshake: a shared machine may be slow to answer the first
LIMIT = 100  # more than the waiting for the apps themselves asks
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def certificate(folder):
    """A certificate of our own making for the site's name, and its key; both as PEM files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    names = [x509.DNSName(NAME), x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


class Proxy:
    """nginx with the site of the documentation; only its ports, name and paths are the test's."""

    def __init__(self, folder, servers):
        self.folder, self.port, self.plain = folder, free_port(), free_port()
        certificate(folder)
        said = SITE.read_text("utf-8")
        for documented, here in (
            ("listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl"),
            ("listen 80", f"listen 127.0.0.1:{self.plain}"),
            (f"https://{NAME}", f"https://localhost:{self.port}"),
            (f"server_name {NAME}", "server_name localhost"),
            ("/etc/ssl/survey/fullchain.pem", f"{folder}/cert.pem"),
            ("/etc/ssl/survey/privkey.pem", f"{folder}/key.pem"),
            ("127.0.0.1:8501", servers[0]),
            ("127.0.0.1:8502", servers[1]),
            ("access_log off", f"access_log {folder}/access.log test"),
        ):
            assert documented in said
            said = said.replace(documented, here)
        (folder / "site.conf").write_text(said)
        temporary = " ".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, temporary=temporary))
        self.context = ssl.create_default_context(cafile=folder / "cert.pem")

    def __enter__(self):
        found = nginx.find()
        if found is None:
            pytest.fail(nginx.missing(), pytrace=False)
        command = [found, "-p", self.folder, "-c", self.folder / "nginx.conf", "-e", "stderr"]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        assert "[warn]" not in checked.stderr, checked.stderr
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        raise AssertionError("nginx does not listen")

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(10)

    def get(self, path, **headers):
        """One request over TLS, its certificate checked."""
        line = http.client.HTTPSConnection("localhost", self.port, context=self.context, timeout=20)
        try:
            line.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
            reply = line.getresponse()
            told = {name.lower(): value for name, value in reply.getheaders()}
            return Answer(reply.status, told, reply.read())
        finally:
            line.close()

    def asked(self):
        """Which process answered for which path, in order."""
        lines = (self.folder / "access.log").read_text().splitlines()
        return [line.split(" ", 1) for line in lines]

    def session(self, **more):
        """A session over TLS, opened as a browser opens one."""
        origin = f"https://localhost:{self.port}"
        return SecureSession(self, origin=more.pop("origin", origin), additional_headers=more)


class SecureSession(Session):
    """A session over TLS, read and written by one thread: two at once lose what they write."""

    def __init__(self, proxy, **more):
        there = f"wss://localhost:{proxy.port}/_stcore/stream"
        self._line, self._thread, self._loop = self, ThreadPoolExecutor(1), asyncio.Runner()
        self._opening = connect(
            there, ssl=proxy.context, proxy=None, max_size=None, open_timeout=PATIENCE, **more
        )

    def _run(self, what):
        """In the one thread: that of the tests may have a browser's loop."""
        return self._thread.submit(self._loop.run, what).result()

    def __enter__(self):
        try:
            self._opened = self._run(self._opening.__aenter__())
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *fault):
        self._run(self._opened.close())
        self._end()

    def _end(self):
        self._thread.submit(self._loop.close).result()
        self._thread.shutdown()

    def send(self, message):
        self._run(self._opened.send(message.SerializeToString()))

    def recv(self, timeout):
        return self._run(asyncio.wait_for(self._opened.recv(), timeout))


@pytest.fixture(scope="module")
def apps(shipped, tmp_path_factory):
    """Two processes over one store, started together."""
    folder = tmp_path_factory.mktemp("two")
    store = shutil.copytree(shipped.store, folder / "store")
    said = {
        "SURVEY_SOURCE": shipped.source, "SURVEY_CODEBOOK": shipped.codebook,
        "SURVEY_STORE": store, "SURVEY_PROXIES": 1, "SURVEY_HOSTS": "localhost, 127.0.0.1",
        "SURVEY_LOG": "json", "SURVEY_API_LIMIT": LIMIT,
    }  # fmt: skip
    servers = [AppServer(folder / name, **said) for name in ("one", "two")]
    with ExitStack() as running:
        yield [running.enter_context(server) for server in servers]


@pytest.fixture(scope="module")
def proxy(apps, tmp_path_factory):
    servers = [urlsplit(app.url).netloc for app in apps]
    with Proxy(tmp_path_factory.mktemp("nginx"), servers) as running:
        yield running


def visitor(answer):
    """The cookie that keeps a visitor with one process."""
    return {"Cookie": answer.headers["set-cookie"].partition(";")[0]}


def test_pages_and_api_come_over_tls_with_their_headers(proxy):
    for path in ("/", "/strain", "/api/health", "/api/releases/latest"):
        answer = proxy.get(path)
        assert answer.status == 200
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert "frame-ancestors" in answer.headers["content-security-policy"]
        assert answer.headers["server"] in ("nginx", "uvicorn")  # no version


def test_plain_http_is_sent_to_tls_on_this_site_and_no_other(proxy):
    answer = ask(proxy.plain, "/strain?region=north", Host="evil.example")
    assert answer.status == 301
    there = answer.headers["location"]
    assert there == f"https://localhost:{proxy.port}/strain?region=north"


def test_cookies_are_for_tls_alone_and_for_no_script(proxy):
    cookie = proxy.get("/").headers["set-cookie"]
    for each in ("survey_node=", "Secure", "HttpOnly", "SameSite=Lax"):
        assert each in cookie


def test_scripts_are_compressed(proxy):
    page = proxy.get("/").body.decode()
    script = re.search(r'src="\./(static/js/index[^"]+)"', page)[1]
    whole = proxy.get(f"/{script}")
    packed = proxy.get(f"/{script}", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(whole.body) / 2


def test_a_file_of_a_release_is_the_same_from_both_and_comes_in_parts(proxy):
    path = "/api/releases/r0002.4/counts.parquet"
    bodies = {proxy.get(path).body for _ in range(8)}
    assert len(bodies) == 1
    part = proxy.get(path, Range="bytes=0-3")
    assert (part.status, part.body) == (206, b"PAR1")
    tag = proxy.get(path).headers["etag"]
    assert proxy.get(path, If_None_Match=tag).status == 304


def test_a_page_is_shown_through_a_websocket(proxy):
    with proxy.session() as session:
        assert "plotly_chart" in shown(session.open_page("strain"))


def test_another_site_can_t_open_a_session(proxy):
    with pytest.raises(InvalidStatus) as refused, proxy.session(origin="https://evil.example"):
        pass
    assert refused.value.response.status_code == 403


def test_a_visitor_stays_with_one_process_and_both_have_visitors(proxy):
    used = set()
    for _ in range(12):
        cookie = visitor(proxy.get("/"))
        before = len(proxy.asked())
        for path in ("/strain", "/favicon.png", "/_stcore/health"):
            told = proxy.get(path, **cookie).headers.get("set-cookie", "")
            assert "survey_node" not in told
        with proxy.session(**cookie) as session:
            session.open_page()
        time.sleep(0.05)
        (node,) = {there for there, _ in proxy.asked()[before:]}
        used.add(node)
    assert len(used) == 2


def test_a_visitor_counts_by_its_own_address_whatever_it_says(proxy):
    one = visitor(proxy.get("/"))  # one of the two processes: each counts for itself
    lies = [{"X_Forwarded_For": f"203.0.113.{number}", **one} for number in range(LIMIT + 1)]
    assert 429 in {proxy.get("/api/nothing", **lie).status for lie in lies}


def test_a_host_that_is_not_the_site_s_is_refused(proxy):
    assert proxy.get("/", Host="evil.example").status == 400


def test_the_log_is_lines_of_json_without_a_visitor(apps):
    assert sum("Too many requests" in app.said() for app in apps) >= 1
    for app in apps:
        lines = [line for line in app.said().splitlines() if line.startswith("{")]
        told = [json.loads(line) for line in lines]
        for each in told:
            assert set(each) >= {"time", "level", "logger", "message"}
            assert "127.0.0.1" not in each["message"]
        banner = {"", "You can now view your Streamlit app in your browser.", "URL:"}
        for line in set(app.said().splitlines()) - set(lines):
            assert any(word in line for word in banner), line


def test_when_one_process_ends_its_visitors_go_on_with_the_other(proxy, apps):
    cookies = [visitor(proxy.get("/")) for _ in range(8)]
    apps[0].stop()
    for cookie in cookies:
        assert proxy.get("/_stcore/health", **cookie).body == b"ok"
        with proxy.session(**cookie) as session:
            assert "plotly_chart" in shown(session.open_page("strain"))


def test_the_documented_paths_and_settings_are_those_of_the_program():
    said = SITE.read_text("utf-8") + (ROOT / "docs" / "operating.md").read_text("utf-8")
    assert "SURVEY_PROXIES=1" in said
    assert Path(ROOT / "docs" / "operating" / "nginx.conf").name in said
