"""A case as one self-contained HTML page: `build(ReportData) -> str`.

The page opens from disk without a network, and a content security policy in it forbids any request.
"""

from dragoman.report.build import build
from dragoman.report.data import ReportData

__all__ = ["ReportData", "build"]
