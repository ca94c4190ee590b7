"""What an export could not carry, or an import could not take over: told, never dropped in silence."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know; a face may translate `template` and fill in `params`."""

    template: str
    """English sentence with `{placeholders}`."""
    params: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.params)


def remark(template: str, **params: object) -> Remark:
    """A remark of a sentence and what is filled into it."""
    return Remark(template, params)


def counted(*remarks: Remark) -> tuple[Remark, ...]:
    """Those remarks whose `count` is not nought."""
    return tuple(one for one in remarks if one.params["count"])


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was made."""

    data: bytes
    name: str
    """A name for it, with its ending."""
    media_type: str
    remarks: tuple[Remark, ...] = ()
    """What it does not hold."""
