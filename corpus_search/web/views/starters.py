"""`/codebook/templates`: codebooks to start from."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("starters", __name__)


@blueprint.get("/codebook/templates")
def page() -> str:
    """The templates."""
    return ""
