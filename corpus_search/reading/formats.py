"""The formats that are read, by which module, and what to do about those that are not."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from corpus_search.model import Extraction, State

_READ = (
    *("pdf", "docx", "odt", "rtf", "html", "epub", "markdown", "text"),
    *("vtt", "srt", "whisper", "xlsx", "csv"),
)
READERS: Mapping[str, str] = MappingProxyType({name: f"corpus_search.reading.{name}" for name in _READ})
"""Format to the module whose `read(path)` reads it; imported when first needed."""

_PICTURES = frozenset(
    (
        *(
            "bmp",
            "dib",
            "djv",
            "djvu",
            "gif",
            "heic",
            "heif",
            "avif",
            "jfif",
            "jp2",
            "jpe",
            "jpeg",
            "jpg",
            "png",
        ),
        *("psd", "svg", "tif", "tiff", "webp", "wmf", "emf"),
    )
)
_RECORDINGS = frozenset(
    (
        *("3ga", "3gp", "aac", "aif", "aiff", "amr", "asf", "au", "avi", "f4a", "f4v", "flac", "flv", "m4a"),
        *("m4v", "mid", "mka", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "oga", "ogg", "ogv", "opus", "wav"),
        *("webm", "wma", "wmv"),
    )
)
_ARCHIVES = frozenset(("7z", "bz2", "cab", "gz", "jar", "rar", "tar", "tgz", "xz", "zip", "zst"))

_SAVE_AS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "doc": ("an old Word document", "open it in Word or LibreOffice and save it as DOCX"),
        "ppt": ("an old PowerPoint presentation", "save it as PDF"),
        "pptx": ("a PowerPoint presentation", "save it as PDF"),
        "xls": ("an old Excel workbook", "open it in Excel or LibreOffice and save it as XLSX"),
        "xlsb": ("a binary Excel workbook", "save it as XLSX"),
        "ods": ("an OpenDocument spreadsheet", "save it as XLSX"),
        "odp": ("an OpenDocument presentation", "save it as PDF"),
        "odg": ("an OpenDocument drawing", "save it as PDF"),
        "fodt": ("a flat OpenDocument text", "save it as ODT or DOCX"),
        "iwork": ("a document of Pages, Numbers or Keynote", "export it as DOCX, XLSX or PDF"),
        "msg": ("an Outlook message", "save it as text or HTML"),
        "office": ("an Office document of another sort", "save it as PDF or DOCX"),
        "json": (
            "JSON, but not the output of Whisper (an object with `segments`)",
            "save it as CSV, text or Markdown",
        ),
        "xml": ("XML of a sort that is not known", "save it as HTML, DOCX or text"),
        "mhtml": ("a web page saved as one file", "save it as HTML"),
        "postscript": ("PostScript", "save it as PDF"),
    }
)
_FAILED: Mapping[str, tuple[State, str]] = MappingProxyType(
    {
        "empty": (State.UNREADABLE, "It is empty; copy it anew from where it came."),
        "damaged": (
            State.UNREADABLE,
            "It is an office file or archive that was cut short; copy it anew.",
        ),
        "encrypted": (
            State.PASSWORD,
            "It is protected by a password; open it with the password and save a copy without one.",
        ),
    }
)


def refusal(format_name: str) -> Extraction:
    """The answer for a file in a format that is not read: its state, and a reason with the remedy.

    Args:
        format_name: what `detect` found.
    """
    if format_name in _FAILED:
        state, reason = _FAILED[format_name]
        return Extraction(state, format_name, reason=reason)
    what, remedy = _describe(format_name)
    return Extraction(State.UNSUPPORTED, format_name, reason=f"It is {what}, which is not read; {remedy}.")


def _describe(format_name: str) -> tuple[str, str]:
    if format_name in _SAVE_AS:
        return _SAVE_AS[format_name]
    if format_name in _PICTURES:
        return f"a picture ({format_name.upper()})", "save it as PDF, or type what it shows into a text file"
    if format_name in _RECORDINGS:
        return f"a recording ({format_name.upper()})", "add its transcript as DOCX, text, VTT or SRT"
    if format_name in _ARCHIVES:
        return f"an archive ({format_name.upper()})", "unpack it and add the files in it"
    return "a file of a sort that is not known", "save it as PDF, DOCX or plain text"
