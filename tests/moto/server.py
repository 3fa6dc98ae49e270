"""Moto's server as a process of this machine, and what the environment says to use it."""

from __future__ import annotations

import http.client
import socket
import subprocess
import time

from tests.moto.environment import PYTHON, has_moto, missing

HERE = "127.0.0.1"
BUCKET = "survey-store"
SIGNED = (  # moto wants to see a signature, and does not check it
    "AWS4-HMAC-SHA256 Credential=k/20261129/us-east-1/s3/aws4_request, SignedHeaders=host, "
    "Signature=0"
)
ACCOUNT = {
    "AWS_ACCESS_KEY_ID": "an-id",
    "AWS_SECRET_ACCESS_KEY": "the-secret-of-a-test",
    "AWS_REGION": "us-east-1",
    "NO_PROXY": "127.0.0.1,localhost",
}


class Moto:
    """An S3 with one bucket, from ``with`` to its end."""

    def __enter__(self) -> Moto:
        assert has_moto(), missing()
        with socket.create_server((HERE, 0)) as free:
            self.port = free.getsockname()[1]
        words = [PYTHON, "-m", "moto.server", "-H", HERE, "-p", str(self.port)]
        self._process = subprocess.Popen(
            words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + 60
        while not self._answers():
            assert self._process.poll() is None, "moto ended"
            assert time.monotonic() < end, "moto does not begin"
            time.sleep(0.1)
        assert self.ask("PUT", f"/{BUCKET}") == 200
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def ask(self, method: str, path: str, **headers: str) -> int:
        """The status of a signed request."""
        line = http.client.HTTPConnection(HERE, self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            line.request(method, path, headers={"Authorization": SIGNED} | named)
            return line.getresponse().status
        finally:
            line.close()

    def _answers(self) -> bool:
        try:
            return bool(self.ask("GET", "/moto-api/"))
        except OSError:
            return False
