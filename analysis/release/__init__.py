"""What a page may know: a published release, looked up, cited and compared with one person."""

from analysis.release.release import (
    SCHEMA_VERSION,
    Manifest,
    Release,
)

__all__ = [
    "SCHEMA_VERSION",
    "Manifest",
    "Release",
]
