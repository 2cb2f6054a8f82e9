// Charts as SVG, drawn to the size they have on screen; every mark says its number.
const { charts, words } = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";

function el(name, attributes = {}, ...inside) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(key, value);
  node.append(...inside);
  return node;
}
let least = 0; // px: no type is smaller, so that the last row of a room can read it
const text = (said, x, y, size, kind = "") => el("text", { x, y, "font-size": Math.max(size, least), class: kind }, said);
const wide = (said, size) => said.length * Math.max(size, least) * 0.54; // px, a little more than it takes

// A mark that says its number: to a pointer, to the keyboard and to a screen reader.
const telling = (node, said, reachable = true) => {
  node.dataset.said = said;
  if (reachable) { node.setAttribute("tabindex", "0"); node.setAttribute("role", "img"); node.setAttribute("aria-label", said); }
  return node;
};

function scale(values, { ranks, target, unit }, from, to, zero) {
  const known = [...values.filter((v) => v !== null), ...(target === null ? [] : [target])];
  let low = Math.min(...known), high = Math.max(...known);
  if (!known.length) [low, high] = [0, 1];
  if (ranks) low = 1;
  else if (zero || (low >= 0 && low < 0.45 * high)) low = Math.min(low, 0);
  if (low === high) [low, high] = [low - 1, high + 1];
  const rough = (high - low) / 5, ten = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * ten).find((s) => s >= rough);
  const first = ranks ? 1 : Math.floor(low / step) * step;
  let last = Math.ceil(high / step - 1e-9) * step;
  if (unit === "%" && high <= 100) last = Math.min(last, 100);
  last = Math.max(last, high);
  const ticks = ranks ? [1] : [];
  for (let at = ranks ? step : first; at <= last + 1e-9; at += step) if (!ranks || at > 1) ticks.push(+at.toFixed(10));
  const place = (v) => from + ((v - first) / (last - first)) * (to - from);
  return { place, ticks };
}

// Labels moved apart along the height, in their order.
function apart(places, gap, low, high) {
  const order = places.map((_, n) => n).sort((a, b) => places[a] - places[b]);
  const step = Math.min(gap, (high - low) / Math.max(places.length - 1, 1)), found = [...places];
  order.forEach((n, at) => { found[n] = Math.max(found[n], at ? found[order[at - 1]] + step : low); });
  let roof = high;
  for (const n of [...order].reverse()) { found[n] = Math.min(found[n], roof); roof = found[n] - step; }
  return found;
}

const number = (data) => new Intl.NumberFormat(data.locale, { maximumFractionDigits: 4 });

function lines(data, width, height, size) {
  const small = width < 640, svg = el("svg", { viewBox: `0 0 ${width} ${height}`, width, height });
  const chosen = data.series.filter((one) => one.chosen), back = data.series.filter((one) => !one.chosen);
  const ended = (one) => { const at = one.values.findLastIndex((v) => v !== null); return at < data.names.length - 1 ? ` (${data.names[at]})` : ""; };
  const last = (one) => { const at = one.values.findLastIndex((v) => v !== null); return [one.values[at], one.said[at], at]; };
  const named = (back.length <= 14 && data.names.length > 1 ? [...back, ...chosen] : chosen).filter((one) => one.values.some((v) => v !== null));
  const label = (one) => (small && named.length > 1 && !one.chosen ? one.name : small && chosen.length < 2 ? last(one)[1] : `${one.name} ${last(one)[1]}${ended(one)}`);
  const type = (one) => (one.chosen ? size : size * 0.82);
  const legend = small && chosen.length > 1;
  const right = legend ? wide(chosen[0].said.at(-1) || "", size) + 8 : Math.min(Math.max(...named.map((one) => wide(label(one), type(one))), 30), width * 0.34) + size;
  const figures = number(data), left = Math.max(...scale(data.series.flatMap((s) => s.values), data, 0, 1).ticks.map((t) => wide(figures.format(t), size * 0.87))) + 10;
  const top = size * (2 + 1.3 * data.breaks.length), bottom = height - size * 1.9 - (legend ? Math.ceil(chosen.length / 2) * size * 1.4 : 0);
  const y = scale(data.series.flatMap((s) => s.values), data, ...(data.ranks ? [top, bottom] : [bottom, top]));
  const count = data.names.length, labelled = chosen.length === 1 && count <= (small ? 4 : 10), pad = labelled ? Math.max(size * 0.6, wide(chosen[0].said.find((said) => said) || "", size) / 2) : size * 0.6;
  const x = (n) => (count < 2 ? (left + width - right) / 2 : left + pad + (n * (width - right - left - pad - size * 0.6)) / (count - 1));

  for (const tick of y.ticks) {
    svg.append(el("line", { x1: left, x2: width - right, y1: y.place(tick), y2: y.place(tick), class: "grid" }));
    svg.append(text(figures.format(tick), left - 8, y.place(tick) + size * 0.3, size * 0.87, "mute end"));
  }
  if (data.unit && !data.ranks) svg.append(text(data.unit, left - 8, top - size * 0.8, size * 0.87, "mute end"));
  const room = Math.max(...data.names.map((name) => wide(name, size * 0.87))) + size;
  const each = Math.max(1, Math.ceil((room * (count - 1)) / Math.max(1, width - right - left)));
  let taken = Infinity; // from the last period back, none over another
  for (let n = count - 1; n >= 0; n -= each) {
    const half = wide(data.names[n], size * 0.87) / 2, at = Math.min(Math.max(x(n), half), width - half);
    if (at + half > taken) continue;
    svg.append(text(data.names[n], at, bottom + size * 1.5, size * 0.87, "mute middle"));
    taken = at - half - size * 0.6;
  }
  data.breaks.forEach(([name, why], n) => {
    const at = data.names.indexOf(name);
    if (at < 1) return;
    const middle = (x(at) + x(at - 1)) / 2, late = middle > (left + width - right) / 2;
    svg.append(el("line", { x1: middle, x2: middle, y1: size * 0.3, y2: bottom, class: "cut" }));
    svg.append(text(why, middle + (late ? -6 : 6), size * (0.9 + 1.05 * n), size * 0.8, late ? "mute end" : "mute"));
  });
  if (data.target !== null) {
    const at = y.place(data.target);
    svg.append(el("line", { x1: left, x2: width - right, y1: at, y2: at, class: "aim" }));
    const near = Math.min(...chosen.map((one) => { const v = one.values.find((w) => w !== null); return v === undefined ? 1e9 : Math.abs(y.place(v) - at); }));
    const aim = small ? data.aim.slice(0, Math.floor((width - left - right) / (size * 0.46))) : data.aim;
    svg.append(telling(text(aim, near < size * 2 ? width - right : left + 4, at - size * 0.5, size * 0.87, `goal${near < size * 2 ? " end" : ""}`), data.aim, false));
  }
  const path = (one) => one.values.map((v, n) => (v === null ? "" : `${n && one.values[n - 1] !== null && !cut(n) && !one.alone.includes(n) ? "L" : "M"}${x(n).toFixed(1)},${y.place(v).toFixed(1)}`)).join("");
  const cuts = new Set(data.breaks.map(([name]) => data.names.indexOf(name))), cut = (n) => cuts.has(n);
  for (const one of back) {
    svg.append(el("path", { d: path(one), class: "back" }));
    const [v, said, at] = last(one);
    if (v !== undefined) svg.append(telling(el("circle", { cx: x(at), cy: y.place(v), r: size * 0.2, class: "backdot" }), `${one.name}, ${data.names[at]}: ${said}`, false));
  }
  chosen.forEach((one, n) => {
    const colour = `var(--s${n % 8})`;
    svg.append(el("path", { d: path(one), class: "line", stroke: colour, "stroke-width": size * 0.19 }));
    one.values.forEach((v, at) => {
      if (v === null) return;
      const shown = count <= 14 || at === last(one)[2];
      svg.append(el("circle", { cx: x(at), cy: y.place(v), r: shown ? size * 0.3 : size * 0.14, fill: colour }));
      if (labelled && at !== last(one)[2]) svg.append(text(one.said[at], x(at), y.place(v) - size * 0.7, size * 0.9, "strong middle"));
      svg.append(telling(el("circle", { cx: x(at), cy: y.place(v), r: size * 0.6, class: "hit" }), `${one.name}, ${data.names[at]}: ${one.said[at]}`));
    });
  });
  const heights = apart(named.map((one) => y.place(last(one)[0])), size * 1.12, top, bottom);
  named.forEach((one, n) => {
    const at = chosen.indexOf(one), said = legend ? last(one)[1] : label(one);
    const words = text(said, x(count - 1) + size * 0.6, heights[n] + size * 0.3, type(one), at < 0 ? "mute" : "strong");
    if (at >= 0) words.style.fill = `var(--s${at % 8})`;
    svg.append(words);
  });
  if (legend) chosen.forEach((one, n) => {
    const words = text(`● ${one.name}`, (n % 2) * (width / 2), height - size * 0.4 - (Math.ceil(chosen.length / 2) - 1 - Math.floor(n / 2)) * size * 1.4, size, "strong");
    words.style.fill = `var(--s${n % 8})`;
    svg.append(words);
  });
  return svg;
}
