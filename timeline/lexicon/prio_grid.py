"""Numbers of PRIO-GRID's cells: half a degree by half a degree, counted from the south-west.

Tollefsen, Strand and Buhaug (2012), "PRIO-GRID: A unified spatial data structure": 360 rows of 720
columns; the cell at 90 degrees south, 180 degrees west is number 1.
"""

from math import floor

CELL = 0.5  # degrees
ROWS = 360
COLUMNS = 720


def cell_of(lat: float, lon: float) -> int:
    """Return the number of the cell in which a point lies.

    A point on a border lies in the cell north or east of it; the pole and 180 degrees east lie in
    the last row and column.

    Args:
        lat: Degrees north, -90 to 90.
        lon: Degrees east, -180 to 180.

    >>> cell_of(-90, -180), cell_of(35.763, 36.559), cell_of(90, 180)
    (1, 181154, 259200)
    """
    south = lat + 90
    west = lon + 180
    row = min(floor(south / CELL), ROWS - 1)
    column = min(floor(west / CELL), COLUMNS - 1)
    return row * COLUMNS + column + 1


def centre_of(gid: int) -> tuple[float, float]:
    """Return the middle of a cell in degrees north and east.

    >>> centre_of(181154)
    (35.75, 36.75)
    """
    row, column = divmod(gid - 1, COLUMNS)
    south = row * CELL + CELL / 2
    west = column * CELL + CELL / 2
    return south - 90, west - 180
