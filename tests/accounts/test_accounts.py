"""Accounts, passwords, log-ins."""

from __future__ import annotations

import sqlite3
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus_search.access import Role, Viewer
from corpus_search.accounts import Accounts
from corpus_search.accounts.sessions import MOST_FOR_NAME, MOST_FROM_ADDRESS, WINDOW
from corpus_search.errors import AccountError, LogInError, NotFoundError, TooManyAttemptsError
from corpus_search.storing import back_up

HERE = "127.0.0.1"
PASSWORD = "rahasia sekali"


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    opened = Accounts(tmp_path, hours=12, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def sari(accounts: Accounts) -> Accounts:
    accounts.add("Sari", Role.LEAD, PASSWORD)
    return accounts


def test_nothing_is_written_before_the_first_account(accounts: Accounts, tmp_path: Path) -> None:
    assert not accounts.exist
    assert accounts.list() == ()
    assert accounts.viewer("x") is None
    assert list(tmp_path.iterdir()) == []


def test_a_person_logs_in_and_out(sari: Accounts) -> None:
    account, secret = sari.log_in(" sari ", PASSWORD, address=HERE, agent="Peramban")
    assert account.name == "Sari"
    assert sari.viewer(secret) == Viewer("Sari", Role.LEAD)
    assert [session.agent for session in sari.sessions("Sari")] == ["Peramban"]
    sari.log_out(secret)
    assert sari.viewer(secret) is None
    assert sari.viewer("") is None


def test_each_log_in_has_a_secret_of_its_own_and_all_end_together(sari: Accounts) -> None:
    secrets = {sari.log_in("Sari", PASSWORD, address=HERE)[1] for _ in range(3)}
    assert len(secrets) == 3
    assert sari.log_out_everywhere("Sari") == 3
    assert all(sari.viewer(secret) is None for secret in secrets)


def test_a_log_in_ends_by_itself(sari: Accounts, clock: Clock) -> None:
    _, secret = sari.log_in("Sari", PASSWORD, address=HERE)
    clock.now += 12 * 3600 - 1
    assert sari.viewer(secret)
    clock.now += 1
    assert sari.viewer(secret) is None
    assert sari.sessions("Sari") == ()


@pytest.mark.parametrize(("name", "password"), [("Sari", "salah sekali!"), ("Budi", PASSWORD), ("", "")])
def test_a_wrong_log_in_does_not_say_what_was_wrong(sari: Accounts, name: str, password: str) -> None:
    with pytest.raises(LogInError, match=r"^The name or the password is wrong\.$"):
        sari.log_in(name, password, address=HERE)


def test_too_many_failures_for_a_name_close_it_for_a_while(sari: Accounts, clock: Clock) -> None:
    for number in range(MOST_FOR_NAME):
        with pytest.raises(LogInError):
            sari.log_in("SARI", "salah sekali!", address=f"10.0.0.{number}")
    with pytest.raises(TooManyAttemptsError, match="15 minutes"):
        sari.log_in("Sari", PASSWORD, address=HERE)
    clock.now += WINDOW
    assert sari.log_in("Sari", PASSWORD, address=HERE)


def test_too_many_failures_from_an_address_close_it_for_all_names(accounts: Accounts) -> None:
    accounts.add("Sari", Role.LEAD, PASSWORD)
    for number in range(MOST_FROM_ADDRESS):
        with pytest.raises(LogInError):
            accounts.log_in(f"orang {number}", "salah sekali!", address=HERE)
    with pytest.raises(TooManyAttemptsError):
        accounts.log_in("Sari", PASSWORD, address=HERE)
    assert accounts.log_in("Sari", PASSWORD, address="10.0.0.1")


def test_a_right_password_is_no_failure(sari: Accounts) -> None:
    for _ in range(MOST_FROM_ADDRESS + 2):
        sari.check_password("Sari", PASSWORD, address=HERE)


def test_another_password_or_removal_ends_all_log_ins(sari: Accounts) -> None:
    sari.add("Budi", Role.READER, PASSWORD)
    _, secret = sari.log_in("Budi", PASSWORD, address=HERE)
    sari.set_password("budi", "lain sama sekali")
    assert sari.viewer(secret) is None
    _, secret = sari.log_in("Budi", "lain sama sekali", address=HERE)
    sari.remove("Budi")
    assert sari.viewer(secret) is None
    sari.add("Budi", Role.READER, PASSWORD)
    assert sari.viewer(secret) is None


def test_a_role_counts_at_once(sari: Accounts) -> None:
    sari.add("Budi", Role.READER, PASSWORD)
    _, secret = sari.log_in("Budi", PASSWORD, address=HERE)
    sari.set_role("Budi", Role.RESEARCHER)
    assert sari.viewer(secret) == Viewer("Budi", Role.RESEARCHER)


def test_there_is_a_lead_as_long_as_there_are_accounts(accounts: Accounts) -> None:
    with pytest.raises(AccountError, match="first account"):
        accounts.add("Budi", Role.READER, PASSWORD)
    accounts.add("Sari", Role.LEAD, PASSWORD)
    accounts.add("Budi", Role.READER, PASSWORD)
    with pytest.raises(AccountError, match="One lead must remain"):
        accounts.remove("Sari")
    with pytest.raises(AccountError, match="One lead must remain"):
        accounts.set_role("Sari", Role.RESEARCHER)
    assert [(account.name, account.role) for account in accounts.list()] == [
        ("Budi", Role.READER),
        ("Sari", Role.LEAD),
    ]
    accounts.remove("Budi")
    accounts.remove("Sari")
    assert not accounts.exist


@pytest.mark.parametrize("name", ["", " ", "x" * 65, "a\x00b", "a\u202eb", "\ud800"])
def test_some_names_cannot_be(accounts: Accounts, name: str) -> None:
    with pytest.raises(AccountError):
        accounts.add(name, Role.LEAD, PASSWORD)


@pytest.mark.parametrize("name", ["sari", "SARI", " Sari ", "Ｓari"])
def test_names_are_one_whatever_their_case(sari: Accounts, name: str) -> None:
    with pytest.raises(AccountError, match="already"):
        sari.add(name, Role.READER, PASSWORD)


@pytest.mark.parametrize("password", ["", "pendek", "x" * 1_001, "sari wulan sari"])
def test_some_passwords_cannot_be(accounts: Accounts, password: str) -> None:
    with pytest.raises(AccountError):
        accounts.add("Sari Wulan Sari", Role.LEAD, password)
    assert not accounts.exist


def test_who_is_not_there_cannot_be_changed(accounts: Accounts) -> None:
    with pytest.raises(NotFoundError):
        accounts.remove("Sari")
    with pytest.raises(NotFoundError):
        accounts.set_role("Sari", Role.LEAD)
    with pytest.raises(NotFoundError):
        accounts.set_password("Sari", PASSWORD)


def test_no_secret_is_kept_as_it_is(sari: Accounts, tmp_path: Path) -> None:
    _, secret = sari.log_in("Sari", PASSWORD, address=HERE)
    with pytest.raises(LogInError):
        sari.log_in("kata sandi sebagai nama", "x", address=HERE)
    sari.close()
    for file in tmp_path.iterdir():
        held = file.read_bytes()
        assert secret.encode() not in held
        assert PASSWORD.encode() not in held
        assert b"kata sandi sebagai nama" not in held
    hashes = (
        sqlite3.connect(tmp_path / "accounts.sqlite3").execute("SELECT password FROM accounts").fetchall()
    )
    assert all(kept.startswith("$argon2id$") for (kept,) in hashes)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no file modes")
def test_nobody_else_may_read_the_files(sari: Accounts, tmp_path: Path) -> None:
    sari.log_in("Sari", PASSWORD, address=HERE)
    backup = back_up(tmp_path)
    files = [*tmp_path.glob("*.sqlite3*"), backup.file]
    assert len(files) >= 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_backup_brings_back_accounts_but_no_log_ins(sari: Accounts, tmp_path: Path) -> None:
    sari.log_in("Sari", PASSWORD, address=HERE)
    assert set(back_up(tmp_path).files) == {"accounts.sqlite3"}
