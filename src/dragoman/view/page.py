"""A page that stands alone: style and script within it, allowed by their hashes; no request goes anywhere."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman.view.highlight import visible


def render(template: str, *, styles: tuple[str, ...], script: str, **shown: object) -> str:
    """The page that `template` makes of what is `shown`; all text is escaped, hidden characters written out."""
    environment = Environment(
        loader=PackageLoader("dragoman.view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    style, code = "".join(_asset(name) for name in styles), _asset(script)
    return environment.get_template(template).render(
        style=Markup(style), style_hash=_hash(style), script=Markup(code), script_hash=_hash(code), **shown
    )


def _asset(name: str) -> str:
    return resources.files("dragoman.view").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
