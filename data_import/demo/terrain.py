"""Where a line may run: on land, out of lakes and the sea, inside the comunas. Metres in UTM 18S (EPSG:32718)."""

import json
import math
import random
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from scipy.ndimage import binary_erosion, zoom
from shapely.geometry import shape

from data_import.demo.lots import lots
from layers.geometry import CHILE_METRIC_SRID, STORAGE_SRID
from layers.territory import BASE

Point = tuple[float, float]
CELL_M = 200
SHORE_M = 300
COAST_M = 400
SHORE_COST = 5
NOISE_SEED = 14204

to_metres = Transformer.from_crs(STORAGE_SRID, CHILE_METRIC_SRID, always_xy=True)
to_degrees = Transformer.from_crs(CHILE_METRIC_SRID, STORAGE_SRID, always_xy=True)


def features(name: str) -> list[dict]:
    return json.loads((BASE / name).read_text(encoding="utf-8"))["features"]


def in_metres(geometry: dict) -> shapely.Geometry:
    return shapely.transform(shape(geometry), lambda lonlat: np.column_stack(to_metres.transform(*lonlat.T)))


class Terrain:
    """Cells of 200 m, rows from the south: `open` where a line may run, `inland` well within, `cost` of running."""

    def __init__(self) -> None:
        self.comunas = [(f["properties"]["CUT_COM"], in_metres(f["geometry"])) for f in features("comunas.geojson")]
        allowed = self._allowed()
        west, south, east, north = allowed.bounds
        self.west, self.south = math.floor(west), math.floor(south)
        x = np.arange(self.west + CELL_M / 2, east, CELL_M)
        y = np.arange(self.south + CELL_M / 2, north, CELL_M)
        shapely.prepare(allowed)
        self.open: NDArray[np.bool_] = shapely.contains_xy(allowed, *np.meshgrid(x, y))
        self.inland = binary_erosion(self.open, np.ones((5, 5)))
        self.cost = np.exp(relief(self.open.shape)) * np.where(self.inland, 1, SHORE_COST)
        self.openings = np.argwhere(self.inland)
        for _, comuna in self.comunas:
            shapely.prepare(comuna)

    def _allowed(self) -> shapely.Geometry:
        water = features("gshhg_riobueno.geojson")
        land = max((in_metres(f["geometry"]) for f in water if f["properties"]["kind"] == "land"), key=shapely.area)
        lakes = [in_metres(f["geometry"]).buffer(SHORE_M) for f in water if f["properties"]["kind"] == "lake"]
        ground = shapely.union_all([comuna for _, comuna in self.comunas])
        return ground.intersection(land.buffer(-COAST_M)).difference(shapely.union_all(lakes))

    def cell(self, point: Point) -> tuple[int, int]:
        return int((point[1] - self.south) // CELL_M), int((point[0] - self.west) // CELL_M)

    def center(self, row: int, column: int) -> Point:
        return self.west + (column + 0.5) * CELL_M, self.south + (row + 0.5) * CELL_M

    def is_open(self, point: Point) -> bool:
        row, column = self.cell(point)
        return 0 <= row < self.open.shape[0] and 0 <= column < self.open.shape[1] and bool(self.open[row, column])

    def nearest_inland(self, point: Point) -> Point:
        """The point itself, or the middle of the nearest cell away from shores."""
        row, column = self.cell(point)
        if self.is_open(point) and self.inland[row, column]:
            return point
        steps = self.openings - np.array(self.cell(point))
        return self.center(*self.openings[np.argmin((steps**2).sum(axis=1))])

    def comuna_codes(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> list[str]:
        """The comuna of each point; in the slivers that simplified limits leave open, the nearest one."""
        codes: NDArray[np.object_] = np.full(len(x), None, dtype=object)
        for code, comuna in self.comunas:
            west, south, east, north = comuna.bounds
            near = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
            codes[near[shapely.contains_xy(comuna, x[near], y[near])]] = code
        for index in np.flatnonzero(codes == np.array(None)):
            codes[index] = self._nearest_comuna(shapely.Point(x[index], y[index]))
        return list(codes)

    def _nearest_comuna(self, point: shapely.Point) -> str:
        return min(self.comunas, key=lambda comuna: comuna[1].distance(point))[0]


def relief(shape: tuple[int, int]) -> NDArray[np.float64]:
    """Smooth hills and hollows of 6 and 1.6 km, roughly within -1 and 1: what makes a road wander."""
    draw = lots(NOISE_SEED)
    return 0.6 * octave(shape, 6000 // CELL_M, draw) + 0.7 * octave(shape, 1600 // CELL_M, draw)


def octave(shape: tuple[int, int], step: int, draw: random.Random) -> NDArray[np.float64]:
    rows, columns = (size // step + 2 for size in shape)
    lattice = np.array([draw.uniform(-1, 1) for _ in range(rows * columns)]).reshape(rows, columns)
    return zoom(lattice, step, order=3)[: shape[0], : shape[1]]


@cache
def terrain() -> Terrain:
    return Terrain()


def location(longitude: float, latitude: float) -> Point:
    return to_metres.transform(longitude, latitude)
