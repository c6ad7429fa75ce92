// Adds lines of unit-square coordinates to a canvas path.

const CODE = { west: 1, east: 2, north: 4, south: 8 };

export function traceLine(frame, line) {
  const { ctx, scale, originX, originY } = frame;
  ctx.moveTo(line[0] * scale - originX, line[1] * scale - originY);
  for (let i = 2; i < line.length; i += 2) ctx.lineTo(line[i] * scale - originX, line[i + 1] * scale - originY);
}

// The same, leaving out what lies wholly outside the frame: dashes along a border of 200 km would take seconds at zoom 18.
export function traceVisible(frame, line) {
  const { ctx, scale, originX, originY, box } = frame;
  let isDown = false;
  for (let i = 0; i + 3 < line.length; i += 2) {
    const part = clipSegment(box, line[i], line[i + 1], line[i + 2], line[i + 3]);
    if (part && !isDown) ctx.moveTo(part[0] * scale - originX, part[1] * scale - originY);
    if (part) ctx.lineTo(part[2] * scale - originX, part[3] * scale - originY);
    isDown = Boolean(part) && part[2] === line[i + 2] && part[3] === line[i + 3];
  }
}

function sideOf([west, north, east, south], x, y) {
  return (x < west ? CODE.west : x > east ? CODE.east : 0) | (y < north ? CODE.north : y > south ? CODE.south : 0);
}

// Cohen–Sutherland: the part of a segment inside the box, or null.
export function clipSegment(box, x0, y0, x1, y1) {
  const [west, north, east, south] = box;
  const onEdge = (side) => {
    if (side & (CODE.north | CODE.south)) {
      const y = side & CODE.north ? north : south;
      return [x0 + ((x1 - x0) * (y - y0)) / (y1 - y0), y];
    }
    const x = side & CODE.west ? west : east;
    return [x, y0 + ((y1 - y0) * (x - x0)) / (x1 - x0)];
  };
  let [a, b] = [sideOf(box, x0, y0), sideOf(box, x1, y1)];
  while (a | b) {
    if (a & b) return null;
    if (a) {
      [x0, y0] = onEdge(a);
      a = sideOf(box, x0, y0);
    } else {
      [x1, y1] = onEdge(b);
      b = sideOf(box, x1, y1);
    }
  }
  return [x0, y0, x1, y1];
}
