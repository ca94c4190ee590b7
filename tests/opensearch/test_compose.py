"""The compose file of the page for teams: it fits the Compose Specification's schema, and names nothing unknown."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import jsonschema
import yaml

from corpus_search.config import PREFIX, Settings

FILE = Path(__file__).parents[2] / "docs" / "compose.yaml"
SCHEMA = Path(__file__).parent / "data" / "compose-spec.json"


def test_it_fits_the_schema() -> None:
    compose = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft201909Validator(schema).validate(compose)


def test_what_it_names_is_there() -> None:
    compose = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    services = compose["services"]
    known = {f"{PREFIX}{setting.name.upper()}" for setting in fields(Settings)}
    for service in services.values():
        assert set(service.get("depends_on", ())) <= set(services)
        assert set(service["networks"]) <= set(compose["networks"])
        named = [volume.split(":")[0] for volume in service["volumes"]]
        assert {volume for volume in named if not volume.startswith(".")} <= set(compose["volumes"])
        assert {name for name in service.get("environment", ()) if name.startswith(PREFIX)} <= known
    hosts = services["serve-1"]["environment"]["CORPUS_SEARCH_OPENSEARCH_HOSTS"].split(",")
    assert {host.split("/")[2].split(":")[0] for host in hosts} == {
        s for s in services if s.startswith("search-")
    }
