// Borders: fetched once a page load, decoded from TopoJSON and projected to drawing units.
// Shape: {id, d (path), centre: [x, y], box: [x0, y0, x1, y1] of its largest part}.

const WEST = 101.75, EAST = 115.85, SOUTH = 6.4, NORTH = 23.65; // degrees: both archipelagos inside
const WIDTH = 770; // drawing units
const SCALE = WIDTH / (EAST - WEST);
const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * (180 / Math.PI);
const HEIGHT = Math.round((mercator(NORTH) - mercator(SOUTH)) * SCALE);
const round = (number) => Math.round(number * 10) / 10;
const project = ([lon, lat]) => [round((lon - WEST) * SCALE), round((mercator(NORTH) - mercator(lat)) * SCALE)];

const geometries = new Map(); // url → promise of {layer: shapes}; kept across mounts and reruns

function geometry(url) {
  if (!geometries.has(url)) {
    const borders = fetch(url)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then(decode);
    borders.catch(() => geometries.delete(url)); // try again at the next mount
    geometries.set(url, borders);
  }
  return geometries.get(url);
}

function decode({ arcs, transform, objects }) {
  const lines = arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return project([x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]]);
    });
  });
  const ring = (indexes) => indexes.flatMap((i) => (i < 0 ? [...lines[~i]].reverse() : lines[i]).slice(1));
  const shape = ({ id, type, arcs: parts }) => {
    const rings = (type === "Polygon" ? [parts] : parts).flat().map(ring);
    const box = rings.map(bounds).reduce((a, b) => (area(a) >= area(b) ? a : b));
    return { id, d: rings.map((points) => `M${points.join("L")}Z`).join(""), box, centre: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] };
  };
  return Object.fromEntries(Object.entries(objects).map(([layer, { geometries: all }]) => [layer, all.map(shape)]));
}

const area = ([x0, y0, x1, y1]) => (x1 - x0) * (y1 - y0);

function bounds(points) {
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
