"""Reading: bytes to documents. Pages that hold several articles, dates, publishers, reprints; near-duplicates.

    for record in read_paths(["saved/"], ReadOptions(date="2017-01-23")):
        ...                     # a Document, or a Refused with reason and cure

Nothing is ever fetched. `read_bytes` touches neither disk nor network.
"""

from dragoman.read.inputs import read_bytes
from dragoman.read.options import ReadOptions
from dragoman.read.sources import FoundFile, count_inputs, find_files, read_file, read_paths

__all__ = ["FoundFile", "ReadOptions", "count_inputs", "find_files", "read_bytes", "read_file", "read_paths"]
