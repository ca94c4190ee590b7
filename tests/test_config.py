from __future__ import annotations

from pathlib import Path

import pytest

from corpus_search.config import load_settings
from corpus_search.errors import SettingsError


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    settings = load_settings(environment={}, folder=tmp_path)
    assert (settings.corpus, settings.index, settings.store) == (
        Path("corpus"),
        Path("index"),
        Path("evidence"),
    )
    assert settings.host == "127.0.0.1"
    assert settings.effective_jobs >= 1


def test_a_flag_comes_before_a_variable_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "corpus-search.toml").write_text('port = 1\nname = "File"\nhost = "::1"\n')
    environment = {"CORPUS_SEARCH_PORT": "2", "CORPUS_SEARCH_NAME": "Environment"}
    settings = load_settings({"port": 3, "name": None}, environment=environment, folder=tmp_path)
    assert (settings.port, settings.name, settings.host) == (3, "Environment", "::1")


def test_folders_in_the_file_count_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "corpus-search.toml").write_text(
        'corpus = "docs"\ntrusted_hosts = ["a.example", "b.example"]\n'
    )
    settings = load_settings(environment={"CORPUS_SEARCH_INDEX": "elsewhere"}, folder=tmp_path)
    assert settings.corpus == tmp_path / "docs"
    assert settings.index == Path("elsewhere")
    assert settings.trusted_hosts == ("a.example", "b.example")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("port = 70000", "port"),
        ("port = 'x'", "port"),
        ("colour = 'red'", "colour"),
        ("corpus = ''", "corpus"),
        ("corpus = 3", "corpus"),
        ("port = ", "cannot be read"),
        ("trusted_hosts = 3", "trusted_hosts"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, content: str, named: str) -> None:
    (tmp_path / "corpus-search.toml").write_text(content)
    with pytest.raises(SettingsError, match=named) as caught:
        load_settings(environment={}, folder=tmp_path)
    assert "corpus-search.toml" in str(caught.value)


def test_a_mistake_in_a_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="CORPUS_SEARCH_JOBS"):
        load_settings(environment={"CORPUS_SEARCH_JOBS": "many"}, folder=tmp_path)


def test_a_choice_that_is_none_names_those_that_are() -> None:
    with pytest.raises(SettingsError, match=r"engine cannot be lucene\. It is one of: whoosh, opensearch"):
        load_settings({"engine": "lucene"})
