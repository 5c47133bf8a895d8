from collections.abc import Iterable, Sequence
from pathlib import Path

from dragoman.build import Progress, Summary
from dragoman.read.options import Options
from dragoman.view.face import OpenCase

__version__: str

def read(
    paths: str | Path | Iterable[str | Path],
    *,
    case: str | Path,
    options: Options | None = None,
    model: str | None = None,
    gazetteers: Sequence[Path] = (),
    workers: int = 0,
    progress: Progress = ...,
) -> Summary: ...
def open(path: str | Path) -> OpenCase: ...
