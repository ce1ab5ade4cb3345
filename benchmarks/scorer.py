"""score.py, the one way to score, as a module for the benchmarks beside this file."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def load_score(path: Path) -> ModuleType:
    """The scorer at `path`; ends with one line if it cannot be read."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.is_file():
        sys.exit(f"{path}: no scorer there; name the path of score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
