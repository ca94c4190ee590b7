"""What can go wrong, as one tree.

    CorpusSearchError
    ├── UsageError            the person asked for something that cannot be          exit 2, HTTP 400
    │   └── SettingsError     a setting, flag or variable cannot be used
    ├── NotFoundError         a document, passage or page that is not there           exit 1, HTTP 404
    ├── CorpusError           the corpus folder is missing, empty or another one      exit 1, HTTP 503
    ├── RegisterError         a row of the register cannot be used                    exit 1, HTTP 422
    ├── PseudonymsError       the table of pseudonyms holds mistakes                  exit 1, HTTP 422
    ├── CodebookError         themes.toml, or what is asked of it, cannot be used      exit 1, HTTP 422
    │   └── CodebookConflictError  someone else changed it in between                exit 1, HTTP 409
    ├── StoreError            a file of the store or a backup cannot be used          exit 1, HTTP 503
    ├── ReadingError          a file could not be read                                exit 1, HTTP 422
    ├── ProgramMissingError   another program that is needed is not installed         exit 1, HTTP 503
    ├── IndexUnusableError   the catalog or the engine's index cannot be used        exit 1, HTTP 503
    │   ├── IndexMissingError     nothing has been indexed yet
    │   ├── IndexVersionError     made by another version
    │   ├── IndexDamagedError     its files are not whole
    │   ├── IndexBusyError        another process is writing
    │   ├── EngineUnavailableError  the search cluster does not answer
    │   └── EngineRefusedError    the search cluster takes a document not at all
    ├── ForbiddenError        the host or origin of a request, or what it is for, is not allowed   HTTP 403
    └── AccountError          an account cannot be made, changed or used so            exit 1, HTTP 422
        ├── LogInError            name or password is wrong, or nobody is logged in      HTTP 401
        └── TooManyAttemptsError  too many log-ins failed                                HTTP 429

Each class has a `code` for programs, a message in English whose placeholders are its parameters, an exit
status and an HTTP status. The faces (command line and web) word it: they may translate `template` and format
it with `params`. A message says what happened, to which file or query, and what to do next.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class Exit(IntEnum):
    """Exit statuses of the command line."""

    OK = 0
    FAILED = 1
    USAGE = 2
    INCOMPLETE = 3
    """Done, but some documents are in no readable state."""


class CorpusSearchError(Exception):
    """Something that a person can understand and mend went wrong."""

    code: ClassVar[str] = "failed"
    exit_status: ClassVar[Exit] = Exit.FAILED
    http_status: ClassVar[int] = 500

    def __init__(self, template: str, **params: object) -> None:
        """Keep the message's template and parameters apart, so that a face can translate the template.

        Args:
            template: English sentence(s) with `{placeholders}`.
            params: values of the placeholders.
        """
        self.template = template
        self.params = params
        super().__init__(template.format(**params))


class UsageError(CorpusSearchError):
    """The person asked for something that cannot be."""

    code = "usage"
    exit_status = Exit.USAGE
    http_status = 400


class SettingsError(UsageError):
    """A setting, flag or variable cannot be used."""

    code = "settings"


class NotFoundError(CorpusSearchError):
    """A document, passage or page that is not there."""

    code = "not_found"
    http_status = 404


class CorpusError(CorpusSearchError):
    """The corpus folder is missing, empty or another one than was indexed."""

    code = "corpus"
    http_status = 503


class RegisterError(CorpusSearchError):
    """A row of the register cannot be used."""

    code = "register"
    http_status = 422


class PseudonymsError(CorpusSearchError):
    """The table of pseudonyms cannot be used."""

    code = "pseudonyms"
    http_status = 422


class GlossaryError(CorpusSearchError):
    """The corpus's own glossary cannot be used."""

    code = "glossary"
    http_status = 422


class CodebookError(CorpusSearchError):
    """The codebook, or what is asked of it, cannot be used."""

    code = "codebook"
    http_status = 422


class CodebookConflictError(CodebookError):
    """Someone else changed the codebook since it was read; nothing was written."""

    code = "codebook_conflict"
    http_status = 409


class StoreError(CorpusSearchError):
    """A file of the store, or a backup of it, cannot be used."""

    code = "store"
    http_status = 503


class ReadingError(CorpusSearchError):
    """A file could not be read."""

    code = "reading"
    http_status = 422


class ProgramMissingError(CorpusSearchError):
    """Another program that is needed for what was asked is not installed."""

    code = "program_missing"
    http_status = 503


class IndexUnusableError(CorpusSearchError):
    """The catalog or the engine's index cannot be used."""

    code = "index"
    http_status = 503


class IndexMissingError(IndexUnusableError):
    """Nothing has been indexed yet."""

    code = "index_missing"


class IndexVersionError(IndexUnusableError):
    """The index was made by another version of the program."""

    code = "index_version"


class IndexDamagedError(IndexUnusableError):
    """The index's files are not whole."""

    code = "index_damaged"


class IndexBusyError(IndexUnusableError):
    """Another process is writing the index."""

    code = "index_busy"


class EngineUnavailableError(IndexUnusableError):
    """The machines that keep the index do not answer, or not all of them."""

    code = "engine_unavailable"


class EngineRefusedError(IndexUnusableError):
    """The machines that keep the index take something not at all, however often it is sent."""

    code = "engine_refused"


class ForbiddenError(CorpusSearchError):
    """The host or origin of a request is not allowed, or the person may not do what it is for."""

    code = "forbidden"
    http_status = 403


class AccountError(CorpusSearchError):
    """An account cannot be made, changed or used so."""

    code = "account"
    http_status = 422


class LogInError(AccountError):
    """The name or the password is wrong, or nobody is logged in where somebody must be."""

    code = "log_in"
    http_status = 401


class TooManyAttemptsError(AccountError):
    """Too many log-ins failed for a name or from an address."""

    code = "too_many_attempts"
    http_status = 429
