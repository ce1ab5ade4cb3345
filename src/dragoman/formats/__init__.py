"""Import and export in the formats of the field: the line record of `dragoman code`, described in docs/record.md."""

from dragoman.formats.line import FaultyLine, InputLine, input_lines, line_record, read_input_line

__all__ = ["FaultyLine", "InputLine", "input_lines", "line_record", "read_input_line"]
