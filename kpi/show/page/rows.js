// A row a category: bars, pairs of points; and points in a plane.
function colour(data, n) {
  if (data.shape === "dumbbell") return n ? "var(--s0)" : "var(--grey)";
  return data.series[n].chosen ? `var(--s${n % 8})` : "var(--grey)";
}

// The names of several series, in as many lines as they need.
function keyed(data, width, size) {
  const marks = [];
  if (data.series.length < 2) return { marks, height: 0 };
  let x = 0, line = 0;
  data.series.forEach((one, n) => {
    const room = wide(one.name, size * 0.9) + size * 2.6;
    if (x && x + room > width) { x = 0; line += 1; }
    const y = line * size * 1.6;
    marks.push(el("circle", { cx: x + 8, cy: y + size * 0.7, r: size * 0.32, fill: colour(data, n) }), text(one.name, x + size + 6, y + size, size * 0.9, "strong"));
    x += room;
  });
  return { marks, height: (line + 1) * size * 1.6 + size * 0.3 };
}

// How many rows stand below and beside each other, and on how many parts of a slide.
function shared(data, { width, room, size, small, after }) {
  const many = data.names.length, bars = data.shape === "dumbbell" ? 1 : data.series.length;
  if (small) return { columns: 1, each: many, parts: 1 };
  const longest = Math.max(...data.names.map((name) => wide(name, size)));
  const most = least ? Math.max(1, Math.floor(room / (Math.max(1.15, bars) * least))) : many;
  const beside = Math.max(1, Math.min(3, Math.floor(width / (longest + after + size * 6))));
  const columns = Math.min(beside, Math.ceil(many / Math.min(most, 18))), parts = Math.ceil(many / (most * columns));
  return { columns, parts, each: Math.ceil(Math.ceil(many / parts) / columns) };
}

function rows(data, width, height, size, part) {
  const small = width < 640, pair = data.shape === "dumbbell";
  const key = keyed(data, width, size), aim = data.target === null ? 0 : size * 1.9, head = key.height + aim || 4;
  const after = Math.max(...data.series.flatMap((one) => one.said).map((said) => wide(said, size)), 20) + 10;
  const { columns, each, parts } = shared(data, { width, room: height - head, size, small, after: pair ? 2 * after : after });
  const high = small ? Math.max(height, each * size * 2.7 + head) : height, gap = size * 1.4;
  const row = Math.min((high - head) / Math.max(each, 1), size * Math.max(5.2, pair ? 0 : data.series.length * 1.7)), type = Math.max(least, Math.min(size, row * (small ? 0.4 : 0.72)));
  const svg = el("svg", { viewBox: `0 0 ${width} ${high}`, width, height: high, "data-parts": parts }), across = (width - gap * (columns - 1)) / columns;
  const values = data.series.flatMap((one) => one.values), longest = Math.max(...data.names.map((name) => wide(name, type)));
  const side = small ? 0 : Math.min(longest + size, across * 0.5);
  const first = Math.min(part, parts - 1) * each * columns;
  const cut = (name) => { const most = Math.floor(side / (type * 0.53)); return !small && name.length > most ? `${name.slice(0, most - 1)}…` : name; };
  svg.append(...key.marks);
  if (aim) svg.append(text(data.aim, side, key.height + size, size * 0.85, "goal"));
  data.names.slice(first, first + each * columns).forEach((name, place) => {
    const n = first + place, left = Math.floor(place / each) * (across + gap), from = left + side, top = head + (place % each) * row, middle = top + row * (small ? 0.68 : 0.5);
    const x = scale(values, data, pair ? from + after : from, left + across - after, true).place;
    svg.append(small ? text(name, left, top + type * 1.05, type, "") : telling(text(cut(name), from - 10, middle + type * 0.32, type, "end"), name, false));
    const goal = data.target === null ? [] : [el("line", { x1: x(data.target), x2: x(data.target), y1: top, y2: top + row, class: "aim" })];
    if (pair) svg.append(...goal);
    const drawn = data.series.filter((one) => one.values[n] !== null);
    if (!drawn.length) return void svg.append(text(words.missing, from, middle + type * 0.32, type, "mute"));
    if (pair) {
      const places = drawn.map((one) => x(one.values[n]));
      svg.append(el("line", { x1: Math.min(...places), x2: Math.max(...places), y1: middle, y2: middle, stroke: "var(--grey)", "stroke-width": size * 0.25 }));
      drawn.forEach((one, at) => svg.append(telling(el("circle", { cx: places[at], cy: middle, r: type * 0.45, fill: colour(data, data.series.indexOf(one)) }), `${name}, ${one.name}: ${one.said[n]}`)));
      const order = places.map((_, at) => at).sort((a, b) => places[a] - places[b]), first = order[0], last = order.at(-1);
      svg.append(text(drawn[last].said[n], places[last] + type * 0.8, middle + type * 0.32, type, "strong"));
      if (first !== last) svg.append(text(drawn[first].said[n], places[first] - type * 0.8, middle + type * 0.32, type, "end"));
      return;
    }
    const thick = (row * (small ? 0.42 : least ? 0.74 : 0.62)) / drawn.length, said = [];
    drawn.forEach((one, at) => {
      const end = x(one.values[n]), zero = x(0), y = middle - (thick * drawn.length) / 2 + at * thick;
      svg.append(telling(el("rect", { x: Math.min(zero, end), y, width: Math.max(Math.abs(end - zero), 1), height: thick, fill: colour(data, data.series.indexOf(one)) }), `${name}, ${one.name}: ${one.said[n]}`));
      said.push(text(one.said[n], Math.max(zero, end) + 6, y + thick / 2 + type * 0.32, Math.min(type, Math.max(thick, 12)), "strong halo"));
    });
    svg.append(...goal, ...said);
  });
  return svg;
}

function points(data, width, height, size) {
  const svg = el("svg", { viewBox: `0 0 ${width} ${height}`, width, height }), [across, up] = data.series, figures = number(data);
  const free = { ranks: false, target: null, unit: "" }, left = size * 3.6, bottom = height - size * 3.2, top = size * 1.8;
  const x = scale(across.values, free, left, width - size * 3), y = scale(up.values, free, bottom, top);
  for (const tick of y.ticks) svg.append(el("line", { x1: left, x2: width - size * 2, y1: y.place(tick), y2: y.place(tick), class: "grid" }), text(figures.format(tick), left - 8, y.place(tick) + size * 0.3, size * 0.85, "mute end"));
  for (const tick of x.ticks) svg.append(text(figures.format(tick), x.place(tick), bottom + size * 1.3, size * 0.85, "mute middle"));
  svg.append(text(up.name, 0, size, size * 0.9, "mute"), text(across.name, width - size * 2, height - size * 0.5, size * 0.9, "mute end"));
  const dots = data.names.map((_, n) => [x.place(across.values[n]), y.place(up.values[n])]), r = size * 0.4;
  const taken = dots.filter((_, n) => across.values[n] !== null && up.values[n] !== null).map(([a, b]) => [a - r, b - r, a + r, b + r]); // no name over a point or a name
  data.names.forEach((name, n) => {
    if (across.values[n] === null || up.values[n] === null) return;
    const at = dots[n], long = wide(name, size * 0.75);
    svg.append(telling(el("circle", { cx: at[0], cy: at[1], r: size * 0.36, fill: "var(--s0)" }), `${name}: ${across.name} ${across.said[n]}, ${up.name} ${up.said[n]}`));
    for (const side of [at[0] + size * 0.5, at[0] - size * 0.5 - long]) { // to the right, else to the left, else nowhere
      const box = [side, at[1] - size * 0.6, side + long, at[1] + size * 0.4];
      if (box[0] < left || box[2] > width || taken.some((one) => one[0] < box[2] && one[2] > box[0] && one[1] < box[3] && one[3] > box[1])) continue;
      taken.push(box);
      svg.append(text(name, side, at[1] + size * 0.25, size * 0.75, ""));
      break;
    }
  });
  return svg;
}

const DRAWN = { line: lines, bar: rows, dumbbell: rows, scatter: points };

// A hundredth of the stage's height in px; the smallest type in it, as in the style.
const unit = () => Math.min(window.innerHeight / 100, window.innerWidth / 177.78), LEAST = 2.7;

// Draws a part of a chart that does not fit at once; returns how many parts it has.
function draw(place, part) {
  const data = charts[place.dataset.chart], width = Math.round(place.clientWidth);
  if (!width) return 1;
  const deck = document.documentElement.classList.contains("deck");
  const height = deck ? Math.round(place.clientHeight) : Math.max(320, Math.round(width * 0.5));
  const size = deck ? unit() * 2.85 : width < 640 ? 14 : 16;
  least = deck ? unit() * LEAST : 0;
  place.replaceChildren(DRAWN[data.shape](data, width, height, size, part));
  return +place.firstChild.dataset.parts || 1;
}
