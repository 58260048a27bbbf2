"""Makes our docstrings readable for the site: their examples become code, their references become links."""

from __future__ import annotations

import re
from typing import Any

import griffe

EXAMPLE = re.compile(r"^(\s*)Example:$", re.MULTILINE)
ARGUMENTS_OF_ALL = re.compile(r"^(\s*)Args of all methods:$", re.MULTILINE)
ROLE = re.compile(r":(?:class|meth|attr|func|data|mod|exc):`~?([\w.]+)`")


class Docstrings(griffe.Extension):
    """Rewrites docstrings before they are parsed."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        if obj.docstring is None:
            return
        text = EXAMPLE.sub(r"\1Examples:", obj.docstring.value)
        text = ARGUMENTS_OF_ALL.sub(r"\1Args:", text)
        obj.docstring.value = ROLE.sub(lambda role: link(obj, role[1]), text)


def link(obj: griffe.Object, target: str) -> str:
    """A link to what a role names, if the site has it; otherwise just the name."""
    name = target.rpartition(".")[2]
    place = obj if obj.is_class or obj.is_module else obj.parent
    path = target if target.startswith("eosconnect.") else f"{place.path if place else ''}.{target}"
    if not target.startswith("eosconnect.") and place is not None and name not in place.members:
        path = f"{obj.module.path}.{target}"
    return f'<autoref optional identifier="{path}"><code>{name}</code></autoref>'
