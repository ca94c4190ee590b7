"""Two real servers over one index and one store, at which people judge at the same time."""

from __future__ import annotations

import sqlite3
import threading
from urllib.request import urlopen

from corpus_search.config import Settings
from corpus_search.evidence import Theme
from corpus_search.evidence.store import FILE
from corpus_search.workspace import Workspace
from support.crashes import post
from support.served import served

JUDGEMENTS = 15
"""Of each person, two at each server."""


def judged_at_both(settings: Settings) -> tuple[set[str], set[str], list[int]]:
    """What was acknowledged by either server, what the store holds afterwards, and the statuses that were no success.

    While they judge, people search at the other server.
    """
    with Workspace.open(settings) as workspace:
        workspace.themes.put(Theme("awal", "Awal"))
        passages = [
            passage.id for one in workspace.documents() for passage in workspace.contents(one.id).passages
        ]
    acknowledged: set[str] = set()
    refused: list[int] = []

    def judge(address: str, other: str, person: int) -> None:
        for number in range(JUDGEMENTS):
            mark = f"tanda-{person}-{number}"
            passage = passages[(number + person) % len(passages)]
            said = {"passage": passage, "theme": "awal", "say": "relevant", "memo": mark}
            status = post(f"{address}judgements", said)
            if status < 400:
                acknowledged.add(mark)
            else:
                refused.append(status)
            with urlopen(f"{other}search?q=pelatihan", timeout=60) as answer:  # noqa: S310  (this machine's)
                answer.read()

    with served(settings) as (_, one), served(settings) as (_, other):
        people = [
            threading.Thread(target=judge, args=(*addresses, person))
            for person, addresses in enumerate([(one, other), (other, one)] * 2)
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
    store = sqlite3.connect(settings.store / FILE)
    kept = {memo for (memo,) in store.execute("SELECT memo FROM judgements")}
    store.close()
    return acknowledged, kept, refused
