// The drawing: areas, islands, outlines and the hatches of what is missing or estimated.

const SVG = "http://www.w3.org/2000/svg";

function make(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function draw(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(name, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** Hatches in screen pixels: missing "/", band "\", estimated dots over each class colour. */
function patterns(colours, prefix = "") {
  const tile = (id, size, ...marks) => draw("pattern", { id: prefix + id, width: size, height: size, patternUnits: "userSpaceOnUse" }, ...marks);
  const ground = (size, fill) => draw("rect", fill.startsWith("#") ? { width: size, height: size, fill } : { width: size, height: size, class: fill });
  const dots = (c) => draw("circle", { cx: 2.5, cy: 2.5, r: 0.9, class: c * 2 < colours.length - 1 ? "dot dark" : "dot light" });
  const dark = (colour) => (parseInt(colour.slice(1, 3), 16) < 80 ? colours.length : 0);
  return draw(
    "defs",
    {},
    tile("missing", 7, ground(7, "blank"), draw("path", { d: "M-1,8L8,-1M-1,1L1,-1M6,8L8,6", class: "stripe" })),
    tile("band", 7, ground(7, "blank"), draw("path", { d: "M-1,-1L8,8M6,-1L8,1M-1,6L1,8", class: "stripe strong" })),
    ...colours.map((colour, c) => tile(`estimated-${c}`, 5, ground(5, colour), dots(dark(colour)))),
  );
}

/** A square of the legend, filled as the map fills. */
function swatch(fill) {
  return draw("svg", { class: "swatch", viewBox: "0 0 22 14", "aria-hidden": "true" }, draw("rect", { x: 0.5, y: 0.5, width: 21, height: 13, rx: 2, fill }));
}

/** Draw the country; returns the nodes that change with the period and the chosen area. */
function country(data, shapes) {
  const place = new Map(data.areas.map((id, i) => [id, i]));
  const known = shapes.filter(({ id }) => place.has(id));
  const nodes = data.areas.map(() => []); // everything filled with an area's colour
  const paths = new Map();
  for (const { id, d } of known) {
    const i = place.get(id);
    const path = draw("path", { d, class: "area", role: "button", tabindex: "-1", "data-i": i });
    paths.set(i, path);
    nodes[i].push(path);
  }
  const islands = data.islands.filter(({ area: id }) => place.has(id)).map((group) => archipelago(group, place.get(group.area), nodes));
  const outlines = ["hovered", "halo", "selected"].map((name) => draw("path", { class: `outline ${name}`, d: "" }));
  const svg = draw(
    "svg",
    { class: "country", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": data.words.map },
    data.verdicts ? draw("defs", {}, ...verdictPatterns(data)) : patterns(data.colours),
    draw("g", {}, ...known.map(({ id }) => paths.get(place.get(id)))),
    draw("g", {}, ...islands),
    ...outlines,
    draw("g", {}, ...cities(data, known, place)),
  );
  return { svg, nodes, paths, hovered: outlines[0], selected: outlines.slice(1), centres: new Map(known.map(({ id, centre }) => [place.get(id), centre])) };
}

const INLAND = project([106, 0])[0]; // Hà Nội and Cần Thơ lie west of it

/** Names of the centrally-run cities, to find one's way by. */
function cities(data, shapes, place) {
  return shapes
    .filter(({ id }) => data.cities.includes(place.get(id)))
    .map(({ id, centre, box }) => {
      const inland = centre[0] < INLAND; // the others stand in the sea, beside their coast
      const name = draw("text", { x: inland ? centre[0] : box[2] + 8, y: centre[1], class: inland ? "city inland" : "city", "aria-hidden": "true" });
      name.textContent = data.names[place.get(id)];
      return name;
    });
}

function archipelago({ label, framed, points }, i, nodes) {
  const spots = points.map(project);
  const [x0, y0, x1, y1] = bounds(spots);
  const markers = spots.map(([cx, cy]) => draw("circle", { cx, cy, class: "marker" }));
  nodes[i].push(...markers);
  const box = { x: x0 - 12, y: y0 - 12, width: x1 - x0 + 24, height: y1 - y0 + 24 };
  const middle = (x0 + x1) / 2;
  const at = framed ? { x: middle, y: y0 - 16, class: "island" } : { x: x1, y: y1, class: "island single" };
  const lines = label.map((line, n) => {
    const span = draw("tspan", framed ? { x: middle, dy: n ? "1.15em" : `${1.15 * (1 - label.length)}em` } : { dx: "0.6em", dy: "0.35em" });
    span.textContent = line;
    return span;
  });
  return draw("g", { class: "islands", "data-i": i }, draw("rect", { ...box, rx: 3, class: framed ? "frame" : "reach" }), ...markers, draw("text", at, ...lines));
}

/** The fill of an area in a period: its class, dotted where estimated, hatched where unknown. */
function fillOf(facts, data, t, i) {
  if (data.verdicts) return facts.fill(i);
  const found = facts.value(t, i);
  if (found === null) return facts.band(t, i) ? "url(#band)" : "url(#missing)";
  const c = facts.colourClass(found);
  return facts.status(t, i) === "E" ? `url(#estimated-${c})` : data.colours[c];
}
