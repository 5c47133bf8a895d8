"""Records to JSON values and back: the same record, whatever its kind."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from sys import intern
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from dragoman.records import Source

Record = TypeVar("Record")


def encode(record: Any) -> Any:
    """A JSON value: a mapping of the fields that differ from their default, tuples as lists, a Source as a triple."""
    kind = type(record)
    if kind is Source:
        return [record.document, record.start, record.end]
    if kind is tuple or kind is list:
        return [encode(part) for part in record]
    told = _told(kind)  # type: ignore[arg-type]  # a class is hashable
    if told is None:
        return record
    said = {}
    for name, default in told:
        value = getattr(record, name)
        if value != default:
            said[name] = value if type(value) is str else encode(value)
    return said


@cache
def _told(kind: type[Any]) -> tuple[tuple[str, Any], ...] | None:
    """The fields of a kind of record, each with its default; None: it is no record."""
    return tuple((field.name, field.default) for field in fields(kind)) if is_dataclass(kind) else None


def decode(kind: type[Record], value: Any) -> Record:
    """The record of `kind` that `encode` made `value` from."""
    record: Record = _decoder(kind)(value)  # type: ignore[arg-type]  # a class is hashable
    return record


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    if kind is Source:
        return lambda value: Source(intern(value[0]), value[1], value[2])
    if is_dataclass(kind):
        made: Callable[..., Any] = kind  # type: ignore[assignment]  # a class, not a record
        hints = get_type_hints(kind)
        decoders = {f.name: _decoder(hints[f.name]) for f in fields(kind)}
        return lambda value: made(**{name: decoders[name](part) for name, part in value.items()})
    origin = get_origin(kind)
    if origin is tuple:
        parts = get_args(kind)
        if parts[-1] is Ellipsis:
            each = _decoder(parts[0])
            return lambda value: tuple(each(part) for part in value)
        each_own = [_decoder(part) for part in parts]
        return lambda value: tuple(decoder(part) for decoder, part in zip(each_own, value, strict=True))
    if origin in (Union, types.UnionType):
        some = next(part for part in get_args(kind) if part is not type(None))
        decode_some = _decoder(some)
        return lambda value: None if value is None else decode_some(value)
    if origin is Literal or kind is str:
        return intern  # names, kinds and ids recur by the thousand
    if isinstance(kind, type):
        return _as_is
    raise TypeError(f"no way to decode {kind}")


def _as_is(value: Any) -> Any:
    return value
