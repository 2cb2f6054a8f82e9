// The index simulator: sliders for weights and one area's figures, ranks that follow at once.
// Python (kpi/indices) counts alike; a test holds both against each other. When a slider rests,
// what was moved is told to Python (trigger `moved`), which writes it into the address.

const GUARD = 1e-9; // as in kpi/indices/points.py
const ALIKE = 1e-9;
const REST = 150; // milliseconds without a move
const scenes = new WeakMap();

// ---- counting -----------------------------------------------------------------------------------

function share(group, value) {
  return Math.min(1, Math.max(0, (value - group.zero) / (group.full - group.zero)));
}

function exact(race, weights, values) {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, g) => sum + (weight / whole) * race.total * share(race.groups[g], values[g]), 0);
}

function rounded(race, total) {
  const scale = 10 ** race.decimals;
  return Math.floor(total * scale + 0.5 + GUARD) / scale;
}

/** Totals as shown and ranks, of all areas. */
function standing(race, weights, values) {
  const totals = values.map((line) => rounded(race, exact(race, weights, line)));
  return { totals, ranks: totals.map((own) => 1 + totals.filter((other) => other > own).length) };
}

/** What each group alone must rise to gain: shares of its most points, null where it cannot. */
function way(race, weights, line, gain) {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const held = line.map((value, g) => share(race.groups[g], value));
  const rises = weights.map((weight, g) => {
    const rise = weight > 0 ? gain / ((weight / whole) * race.total) : Infinity;
    return rise <= 1 - held[g] + ALIKE ? rise : null;
  });
  const least = Math.min(...rises.filter((rise) => rise !== null));
  const alike = held.map((own, g) => (rises[g] !== null && rises[g] <= least + ALIKE ? own : Infinity));
  const lowest = Math.min(...alike);
  return { rises, cheapest: lowest === Infinity ? null : alike.indexOf(lowest) };
}

/** The ways to the next better rank; null where nobody is ahead. */
function toNextRank(race, weights, values, at, totals) {
  const ahead = totals.filter((other) => other > totals[at]);
  if (!ahead.length) return null;
  const least = Math.min(...ahead) - (0.5 + GUARD) / 10 ** race.decimals;
  return way(race, weights, values[at], Math.max(least - exact(race, weights, values[at]), 0));
}

// ---- writing ------------------------------------------------------------------------------------

function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function writer(race) {
  const locale = race.lang === "vi" ? "vi-VN" : "en-GB";
  const number = (value, decimals, least = decimals) =>
    value.toLocaleString(locale, { minimumFractionDigits: least, maximumFractionDigits: decimals });
  const percent = (value, decimals = 1) => number(value, decimals) + (race.lang === "vi" ? "\u00a0%" : "%");
  const unit = race.unit ? ` ${race.unit}` : "";
  return {
    number,
    percent,
    rise: (part) => percent(Math.ceil(part * 1000 - 1e-6) / 10),
    often: (part) => (part > 0 && part < 0.01 ? `<${percent(1, 0)}` : part < 1 && part > 0.99 ? `>${percent(99, 0)}` : percent(100 * part, 0)),
    total: (value) => number(value, race.decimals) + unit,
    step: number(race.step, race.decimals, 0),
  };
}

// ---- the scene ----------------------------------------------------------------------------------

export default function show({ data, parentElement: root, setTriggerValue }) {
  const { view, race } = JSON.parse(new TextDecoder().decode(data));
  const key = JSON.stringify([race, view.at]);
  const before = scenes.get(root);
  if (before?.key === key) {
    before.tell = setTriggerValue;
    return;
  }
  const scene = { key, tell: setTriggerValue };
  scenes.set(root, scene);
  stage(scene, root, race, view);
}

function styled(root, href) {
  const held = [...root.querySelectorAll("link")].find((link) => link.getAttribute("href") === href);
  if (held) return Promise.resolve();
  return new Promise((done) => {
    const link = make("link", { rel: "stylesheet", href });
    link.onload = link.onerror = done;
    root.prepend(link);
  });
}

function stage(scene, root, race, view) {
  const { words } = race;
  const write = writer(race);
  const own = race.values[view.at];
  const area = race.names[view.at];
  const weights = [...view.weights];
  const figures = own.map((value, g) => view.figures[g] ?? value);
  const official = standing(race, race.official, race.values);
  const frame = root.querySelector(".simulator");

  const title = make("h2", {}, race.title);
  const chip = make("p", { class: "chip" });
  const status = make("div", { class: "status", role: "status" });
  const controls = make("div", { class: "groups", role: "group", "aria-label": fill(words.groups, { area }) });
  const rows = race.groups.map((group, g) => groupRow(group, g));
  const reset = make("div", { class: "reset" }, button(words.official, toOfficial), button(words.own, toOwn));
  const table = ranking(race, words, write, official, view.at);
  controls.append(heads(), ...rows.map((row) => row.node));
  styled(root, view.style).then(() => {
    if (scenes.get(root) !== scene) return;
    frame.replaceChildren(title, chip, status, controls, reset, ...table.nodes);
    frame.classList.add("ready");
  });
  paint();

  function heads() {
    const step = fill(words.point, { step: write.step });
    const texts = ["", words.weight, fill(words.figure, { area }), step, words.rank];
    return make("div", { class: "heads", "aria-hidden": "true" }, ...texts.map((text) => make("span", {}, text)));
  }

  function groupRow(group, g) {
    const name = make("span", { class: "name" }, make("i", { class: `swatch c${g}` }), group.name);
    const weight = slider(`${words.weight}: ${group.name}`, 0, 100, 0, () => weights[g], (value) => (weights[g] = value));
    const low = Math.min(group.zero, group.full);
    const high = Math.max(group.zero, group.full);
    const label = `${fill(words.figure, { area })}: ${group.name}`;
    const figure = slider(label, low, high, group.decimals, () => figures[g], (value) => (figures[g] = value));
    const [point, rank] = [make("span", { class: "need" }), make("span", { class: "need" })];
    return { node: make("div", { class: "group" }, name, weight.node, figure.node, point, rank), weight, figure, point, rank };
  }

  function slider(label, low, high, decimals, get, set) {
    const input = make("input", { type: "range", min: low, max: high, step: "any", "aria-label": label });
    const output = make("output", { "aria-hidden": "true" });
    const move = (value) => {
      const scale = 10 ** decimals;
      set(Math.min(high, Math.max(low, Math.round(value * scale) / scale)));
      paint();
      rest();
    };
    const notch = (high - low) / 100;
    const steps = { ArrowRight: notch, ArrowUp: notch, ArrowLeft: -notch, ArrowDown: -notch, PageUp: 10 * notch, PageDown: -10 * notch };
    input.oninput = () => move(Number(input.value));
    input.onkeydown = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key in steps) move(get() + steps[event.key]);
      else if (event.key === "Home" || event.key === "End") move(event.key === "Home" ? low : high);
      else return;
      event.preventDefault();
    };
    const say = (text, spoken = text) => {
      input.value = get();
      input.style.setProperty("--done", `${(100 * (get() - low)) / (high - low)}%`);
      input.setAttribute("aria-valuetext", spoken);
      output.textContent = text;
    };
    return { node: make("span", { class: "slide", "data-label": label.split(": ")[0] }, input, output), say };
  }

  function button(text, act) {
    const node = make("button", { type: "button" }, text);
    node.onclick = () => {
      act();
      paint();
      rest();
    };
    return node;
  }

  function toOfficial() {
    race.official.forEach((weight, g) => (weights[g] = weight));
  }

  function toOwn() {
    own.forEach((value, g) => (figures[g] = value));
  }

  function rest() {
    clearTimeout(scene.timer);
    scene.timer = setTimeout(() => {
      if (!weights.some(Boolean)) return;
      const text = (value) => String(Number(value.toFixed(6)));
      scene.tell("moved", {
        weights: weights.map(text).join(","),
        figures: figures.map((value, g) => (value === own[g] ? "" : text(value))).join(","),
      });
    }, REST);
  }

  function paint() {
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    const values = race.values.map((line, i) => (i === view.at ? figures : line));
    const off = weights.some((weight, g) => Math.abs(weight - race.official[g]) > 1e-6);
    const changed = off || figures.some((value, g) => value !== own[g]);
    const [marked, free] = [race.simulated ? [words.simulated] : [], changed ? [words.trial] : []];
    chip.textContent = [...marked, ...free].join(" · ");
    chip.hidden = !chip.textContent;
    rows.forEach((row, g) => {
      const group = race.groups[g];
      row.weight.say(whole ? write.percent((100 * weights[g]) / whole) : "–");
      const most = write.number(Math.max(group.zero, group.full), group.decimals, 0);
      row.figure.say(`${write.number(figures[g], group.decimals)} / ${most}`);
    });
    if (!whole) {
      status.replaceChildren(make("p", { class: "wrong" }, words.zero));
      rows.forEach((row) => [row.point, row.rank].forEach((node) => need(node, null, null, "")));
      table.show(null);
      return;
    }
    const now = standing(race, weights, values);
    const point = way(race, weights, figures, race.step);
    const rank = toNextRank(race, weights, values, view.at, now.totals);
    rows.forEach((row, g) => {
      need(row.point, point, g, fill(words.point, { step: write.step }));
      need(row.rank, rank, g, words.rank);
    });
    status.replaceChildren(...told(now, point, rank, changed).map((text) => make("p", {}, text)));
    table.show(now, weights.map((weight) => weight / whole), values);
  }

  function need(node, found, g, label) {
    node.dataset.label = label;
    node.classList.toggle("cheapest", found !== null && found.cheapest === g);
    if (found === null) node.textContent = "–";
    else if (found.rises[g] === null) node.textContent = words.none;
    else node.textContent = `+${write.rise(found.rises[g])}${found.cheapest === g ? ` ● ${words.cheapest}` : ""}`;
  }

  function told(now, point, rank, changed) {
    const at = view.at;
    const state = fill(words.state, { area, total: write.total(now.totals[at]), rank: now.ranks[at], count: race.areas.length });
    const before = changed ? fill(words.before, { total: write.total(official.totals[at]), rank: official.ranks[at] }) : "";
    const name = (found) => ({ step: write.step, group: race.groups[found.cheapest].name, rise: write.rise(found.rises[found.cheapest]) });
    const first = point.cheapest === null ? fill(words.noPoint, { step: write.step }) : fill(words.toPoint, name(point));
    const second = rank === null ? words.ahead : rank.cheapest === null ? words.noRank : fill(words.toRank, name(rank));
    return changed ? [`${words.moved} ${state} ${before}`, `${first} ${second}`] : [words.idle, second];
  }
}

/** The table of ranks: bars of points by group, the total, and how the rank hangs on the weights. */
function ranking(race, words, write, official, at) {
  const heads = [words.place, words.area, words.bar, words.sum, words.change, words.stays, words.first];
  if (race.areas.length <= race.among) heads.pop(); // all of a few are always among the first
  const lines = race.names.map((name, i) => line(name, i));
  const body = make("tbody", {}, ...lines.map((one) => one.node));
  const head = make("tr", {}, ...heads.map((text, n) => make("th", { scope: "col", class: `k${n}` }, text)));
  const node = make("table", {}, make("caption", {}, words.places), make("thead", {}, head), body);
  const notes = [words.robust, race.estimated.length ? words.estimated : null].filter(Boolean);
  const apart = race.apart.map(([groups, names]) => make("p", {}, `${groups}: ${names}`));
  const below = make("div", { class: "notes" }, ...notes.map((text) => make("p", {}, text)));
  if (apart.length) below.append(make("p", { class: "apart" }, words.apart), ...apart);

  function line(name, i) {
    const cell = (n, text = "") => make("td", { class: `k${n}`, "data-label": heads[n] }, text);
    const [place, sum, change] = [cell(0), cell(3), cell(4)];
    const bars = race.groups.map((_, g) => make("i", { class: `c${g}` }));
    const bar = make("td", { class: "k2", "aria-hidden": "true" }, make("span", { class: "bar" }, ...bars));
    const stays = cell(5, write.often(race.stays[i]));
    const first = heads.length > 6 ? cell(6, write.often(race.first[i])) : null;
    const who = make("th", { scope: "row", class: race.estimated.includes(i) ? "k1 estimated" : "k1" }, name);
    const row = make("tr", { class: i === at ? "chosen" : null, "data-area": race.areas[i] }, place, who, bar, sum, change, stays, first);
    return { node: row, place, sum, change, bars };
  }

  function moved(places) {
    if (!places) return `= ${words.same}`;
    return places > 0 ? `▲ ${fill(words.up, { places })}` : `▼ ${fill(words.down, { places: -places })}`;
  }

  function show(now, parts, values) {
    node.classList.toggle("empty", now === null);
    if (now === null) return;
    lines.forEach((one, i) => {
      one.place.textContent = now.ranks[i];
      one.sum.textContent = write.number(now.totals[i], race.decimals);
      one.change.textContent = moved(official.ranks[i] - now.ranks[i]);
      one.change.classList.toggle("same", official.ranks[i] === now.ranks[i]);
      one.bars.forEach((bar, g) => (bar.style.width = `${100 * parts[g] * share(race.groups[g], values[i][g])}%`));
    });
    const order = lines.map((_, i) => i).sort((a, b) => now.ranks[a] - now.ranks[b] || a - b);
    body.append(...order.map((i) => lines[i].node));
  }
  return { nodes: [node, below], show };
}
