"""Where: names of places to coordinates, GeoNames id, country and precision, or to nothing where that is not sure."""

from dragoman.places.gazetteer import Entry, Gazetteer, load_gazetteer
from dragoman.places.resolve import resolve_places

__all__ = ["Entry", "Gazetteer", "load_gazetteer", "resolve_places"]
