"""Behind a real nginx, set up as the README says."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from support.people import PASSWORDS
from support.planted import team_corpus

README = Path(__file__).parents[1] / "README.md"
NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
pytestmark = pytest.mark.skipif(
    not (NGINX and shutil.which("openssl")), reason="there is no nginx or no openssl on this machine"
)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def block(language: str) -> str:
    found = re.search(
        rf"```{language}\n(# corpus-search.toml\n)?(server.*?|trusted.*?)```",
        README.read_text(encoding="utf-8"),
        re.S,
    )
    assert found
    return found[2]


@dataclass
class Site:
    """The program behind nginx."""

    port: int
    backend: int

    def browser(self) -> urllib.request.OpenerDirector:
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        return urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=trusting), urllib.request.HTTPCookieProcessor(CookieJar())
        )

    def ask(
        self,
        browser: urllib.request.OpenerDirector,
        path: str,
        form: Mapping[str, str] | None = None,
        **headers: str,
    ) -> tuple[int, str, str]:
        """Status, address in the end, body."""
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        sent = {"Host": f"bukti.example.org:{self.port}", "Accept-Language": "en", **headers}
        request = urllib.request.Request(f"https://127.0.0.1:{self.port}{path}", data, sent)
        try:
            with browser.open(request, timeout=30) as answer:
                return answer.status, answer.url, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.url, error.read().decode()


@contextmanager
def started(command: list[str], port: int, **options: object) -> Iterator[None]:
    """A process that listens on a port."""
    process = subprocess.Popen(command, **options)  # type: ignore[call-overload]  # passed on as they came
    try:
        for _ in range(600):
            assert process.poll() is None, command
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def server_of(folder: Path, backend: int) -> tuple[list[str], dict[str, object]]:
    """The program's own command, with the settings of the README in a file."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CORPUS_SEARCH_")}
    command = [sys.executable, "-m", "corpus_search", "serve", "--port", str(backend)]
    return command, {"cwd": folder, "env": environment, "stderr": subprocess.DEVNULL}


def nginx_of(folder: Path, server: str) -> list[str]:
    """nginx with nothing but one server, all its files in a folder."""
    assert NGINX
    places = "".join(
        f"{name} {folder / name};\n"
        for name in (
            "client_body_temp_path",
            "proxy_temp_path",
            "fastcgi_temp_path",
            "uwsgi_temp_path",
            "scgi_temp_path",
        )
    )
    written = (
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ access_log off;\n{places}{server} }}\n"
    )
    (folder / "nginx.conf").write_text(written, encoding="utf-8")
    return [NGINX, "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("proxy")
    team_corpus(made, planted=True)
    return made


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Site]:
    here = Site(free_port(), free_port())
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=bukti.example.org",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    server = (
        block("nginx")
        .replace("listen 443 ssl", f"listen 127.0.0.1:{here.port} ssl")
        .replace("/etc/ssl/bukti.pem", str(certificate))
        .replace("/etc/ssl/bukti.key", str(key))
        .replace("127.0.0.1:8000", f"127.0.0.1:{here.backend}")
    )
    (folder / "corpus-search.toml").write_text(block("toml"), encoding="utf-8")
    command, options = server_of(folder, here.backend)
    with started(command, here.backend, **options), started(nginx_of(folder, server), here.port):
        yield here


def test_people_log_in_over_https(site: Site) -> None:
    browser = site.browser()
    status, address, body = site.ask(browser, "/documents")
    assert (status, urllib.parse.urlsplit(address).path) == (200, "/login"), body
    own = {"Origin": f"https://bukti.example.org:{site.port}"}
    form = {"name": "Budi", "password": PASSWORDS["Budi"], "next": "/documents/transkrip-zorba-informan"}
    foreign = {"Origin": "https://example.org"}
    assert site.ask(browser, "/login", form, **foreign)[0] == 403
    status, _, body = site.ask(browser, "/login", form, **own)
    assert status == 200
    assert "zorbateks" in site.ask(browser, "/documents/transkrip-zorba-informan")[2]
    assert "zorbateks" not in site.ask(site.browser(), "/documents/transkrip-zorba-informan")[2]


def test_no_other_name_and_no_word_of_a_client_is_believed(site: Site) -> None:
    browser = site.browser()
    assert site.ask(browser, "/", Host="example.org")[0] == 403
    claims = {
        "X-Forwarded-For": "127.0.0.1",
        "X-Forwarded-Host": "localhost",
        "Host": f"127.0.0.1:{site.port}",
    }
    status, address, _ = site.ask(browser, "/documents.json", None, **claims)
    assert (status, address.endswith("/documents.json")) == (401, True)


@pytest.mark.parametrize(
    "says",
    ["", "proxy_http_version 1.0;", "proxy_set_header X-Forwarded-For $remote_addr; proxy_http_version 1.1;"],
)
def test_a_proxy_that_nobody_declared_gets_nothing(folder: Path, tmp_path: Path, says: str) -> None:
    """Even though each request comes from this machine, by its own name."""
    (tmp_path / "corpus-search.toml").write_text(
        f'corpus = "{folder}/corpus"\nindex = "{folder}/index"\nstore = "{tmp_path}/store"\n',
        encoding="utf-8",
    )
    port, backend = free_port(), free_port()
    server = f"server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://127.0.0.1:{backend}; {says} }} }}"
    command, options = server_of(tmp_path, backend)
    with started(command, backend, **options), started(nginx_of(tmp_path, server), port):
        assert plain(backend)[0] == 200
        status, body = plain(port)
        assert status == 403
        assert "transkrip" not in body


def plain(port: int) -> tuple[int, str]:
    """Status and body of the list of documents."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/documents.json", timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
