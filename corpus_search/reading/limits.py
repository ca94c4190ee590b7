"""What a worker may use for one file, and how the system is told."""

from __future__ import annotations

import sys
from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost."""

    seconds: float = 120.0
    """By the clock on the wall, and of processor time."""
    memory: int = 1024 * MIB
    """Bytes that a worker may hold."""
    output: int = 64 * MIB
    """Bytes of what is handed back: text with its places, a picture."""
    input: int = 512 * MIB
    """Bytes of a file."""
    tasks: int = 200
    """How many tasks (files read, pages drawn) a worker does before another takes its place, so that leaks end."""


def too_much_memory(limits: Limits) -> str:
    """The reason when a file breaks the limit of memory, with the remedy."""
    return (
        f"Reading it takes more than {limits.memory // MIB} MiB of memory; split it into smaller files, or save "
        "it again in the program that made it."
    )


def too_much_text(limits: Limits) -> str:
    """The reason when what a file holds breaks the limit of output, with the remedy."""
    return f"It holds more text than is read from one file ({limits.output // MIB} MiB); split it."


def too_long(limits: Limits) -> str:
    """The reason when a file breaks the limit of time, with the remedy."""
    return f"Reading it takes more than {limits.seconds:.0f} s; split it, or print it to a new PDF."


def too_large(limits: Limits) -> str:
    """The reason when a file breaks the limit of size, with the remedy."""
    return f"It is larger than {limits.input // MIB} MiB; split it into smaller files."


def restrict_memory(limits: Limits) -> None:
    """Let the system hold this process to its memory and keep it from writing files, where it can do so.

    On macOS and Windows the memory is only watched from outside.
    """
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        try:
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):  # macOS knows RLIMIT_AS but refuses values
            continue


def restrict_time(limits: Limits) -> None:
    """Let the system end this process when the next file takes too much processor time, where it can do so."""
    if sys.platform == "win32":
        return
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    most = int(usage.ru_utime + usage.ru_stime + limits.seconds) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
