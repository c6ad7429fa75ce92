"""A small map of a thing and its surroundings as SVG, for pages and paper; it needs no script and no tile."""

from layers.small_map.box import Box, box_of
from layers.small_map.drawing import SmallMap, draw

__all__ = ["Box", "SmallMap", "box_of", "draw"]
