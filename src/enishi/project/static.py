"""Where `enishi serve` gathers the static files, each with a compressed copy beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import (  # type: ignore[import-untyped]  # it has none
    CompressedStaticFilesStorage,
)


class GatheredFiles(CompressedStaticFilesStorage):  # type: ignore[misc]  # likewise
    """Compresses only what has changed: all of it would take seconds at each start."""

    def post_process(
        self,
        paths: dict[str, Any],
        dry_run: bool = False,  # noqa: FBT001, FBT002  # as Django declares it
        **options: Any,
    ) -> Iterator[tuple[str, str, bool] | tuple[str, None, RuntimeError]]:
        """Write the compressed copies that are missing or older than their files."""
        changed = {name: held for name, held in paths.items() if self._stale(name)}
        yield from super().post_process(changed, dry_run, **options)

    def _stale(self, name: str) -> bool:
        file, copy = Path(self.path(name)), Path(self.path(f"{name}.gz"))
        return not copy.exists() or copy.stat().st_mtime < file.stat().st_mtime
