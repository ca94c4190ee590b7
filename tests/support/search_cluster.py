"""A real OpenSearch cluster on this machine: programs of one node each, that can be killed one by one.

The programs come from the artifacts that `tests/opensearch/pom.xml` names, by Maven. They listen on loopback only
and end with the tests.
"""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_POM = Path(__file__).parents[1] / "opensearch" / "pom.xml"
_RUNNER = "org.codelibs.opensearch.runner.OpenSearchRunner"
_START_SECONDS = 240
_HTTP, _TRANSPORT = range(9201, 9300), range(9301, 9400)
"""Ports; the runner takes none above 9299 for HTTP."""


def missing() -> str:
    """What is wanting to start a cluster here; empty where nothing is."""
    wanting = [program for program in ("java", "mvn") if shutil.which(program) is None]
    return f"no {' and no '.join(wanting)} on this machine" if wanting else ""


def artifacts(folder: Path) -> Path:
    """The folder of the programs, fetched by Maven (which keeps what it has fetched once).

    Raises:
        RuntimeError: they cannot be had; it says why.
    """
    command = ["mvn", "-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime"]
    done = subprocess.run(
        [*command, f"-DoutputDirectory={folder}"],
        cwd=_POM.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(
            f"the programs of a search cluster cannot be had: {(done.stdout + done.stderr)[-2000:]}"
        )
    return folder


@dataclass
class Node:
    """One node, which can be killed and started again with its data."""

    number: int
    folder: Path
    programs: Path
    http: int
    transport: int
    seeds: tuple[int, ...]
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http}"

    def start(self) -> None:
        """Start the program; `answers` tells when it is there."""
        settings = self.folder / "conf"
        settings.mkdir(parents=True, exist_ok=True)
        seeds = ", ".join(f'"127.0.0.1:{port}"' for port in self.seeds)
        lines = [
            "network.host: 127.0.0.1",
            f"transport.port: {self.transport}",
            "cluster.routing.allocation.disk.threshold_enabled: false",
            # A node that is killed is missed at once, and its shards are not waited for.
            "cluster.fault_detection.follower_check.timeout: 2s",
            f"discovery.seed_hosts: [{seeds}]",
        ]
        if self.number == 1:
            lines.append('cluster.initial_cluster_manager_nodes: ["Node 1"]')
        (settings / "opensearch.yml").write_text("\n".join(lines) + "\n")
        log = (self.folder / "log").open("ab")
        command = ["java", "-Xms256m", "-Xmx512m", "-cp", f"{self.programs}/*", _RUNNER]
        options = {
            "-basePath": self.folder / "data",
            "-confPath": settings,
            "-clusterName": f"tests-{self.seeds[0]}",
            "-numOfNode": 1,
            "-baseHttpPort": self.http - 1,  # the runner counts from the next
        }
        flat = [str(part) for pair in options.items() for part in pair]
        self.process = subprocess.Popen([*command, *flat, "-disableESLogger"], stdout=log, stderr=log)
        log.close()

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@dataclass(frozen=True)
class SearchCluster:
    """A number of nodes."""

    nodes: tuple[Node, ...]

    @property
    def urls(self) -> tuple[str, ...]:
        return tuple(node.url for node in self.nodes)

    def wait(self, *, nodes: int = 0, status: str = "green") -> float:
        """Wait until the cluster is so, with all nodes where no number is given; gives the seconds that it took."""
        asked = (
            f"/_cluster/health?wait_for_nodes={nodes or len(self.nodes)}&wait_for_status={status}&timeout=5s"
        )
        return self.wait_until(
            lambda: any(node.process is not None and _answers(node.url + asked) for node in self.nodes)
        )

    def wait_until(self, holds: Callable[[], bool]) -> float:
        """Wait until something holds; gives the seconds that it took."""
        begun = time.monotonic()
        while not holds():
            if time.monotonic() - begun > _START_SECONDS:
                raise RuntimeError(f"the cluster does not come so far: see {self.nodes[0].folder}/log")
            time.sleep(0.2)
        return time.monotonic() - begun

    def holds(self, word: str) -> bool:
        """Whether a word stands in any file of the nodes' data."""
        files = (file for node in self.nodes for file in (node.folder / "data").rglob("*") if file.is_file())
        return any(word.encode() in _bytes(file) for file in files)


@contextmanager
def running(folder: Path, count: int = 3) -> Iterator[SearchCluster]:
    """A cluster of some nodes that keep their data in a folder."""
    programs = artifacts(Path(os.environ.get("CORPUS_SEARCH_CLUSTER_PROGRAMS", folder / "programs")))
    http, transport = _free(_HTTP, count), _free(_TRANSPORT, count)
    nodes = tuple(
        Node(number, folder / f"node-{number}", programs, http[number - 1], transport[number - 1], transport)
        for number in range(1, count + 1)
    )
    cluster = SearchCluster(nodes)
    try:
        for node in nodes:
            node.start()
        cluster.wait()
        yield cluster
    finally:
        for node in nodes:
            node.kill()


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=10) as answer:  # noqa: S310  (an address of this machine)
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:  # the node has deleted it meanwhile
        return b""


def _free(ports: range, count: int) -> tuple[int, ...]:
    """Ports that nobody uses, drawn at random: another cluster may be starting at the same moment."""
    found = [port for port in random.sample(ports, len(ports)) if not _used(port)]
    return tuple(found[:count])


def _used(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
