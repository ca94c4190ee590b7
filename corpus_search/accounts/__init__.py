"""People, their passwords, roles and log-ins."""

from corpus_search.accounts.people import ROLES, Account, Accounts
from corpus_search.accounts.sessions import Session

__all__ = ["ROLES", "Account", "Accounts", "Session"]
