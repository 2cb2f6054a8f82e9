// The component: one scene a mount. The slider and the pointer change it without the server;
// only opening an area tells Python (trigger `open`).

const scenes = new WeakMap();
const sheet = new CSSStyleSheet();
sheet.replaceSync(constant.css); // `constant`: looks, texts and islands, written in front by the server
const still = matchMedia("(prefers-reduced-motion: reduce)");
const BEAT = 900; // milliseconds a period when playing

function show(component) {
  const { parentElement: root } = component;
  const { map, view } = JSON.parse(new TextDecoder().decode(component.data));
  const { lang, layer } = map;
  const data = { ...map, ...view, words: constant.words[lang], islands: constant.islands[lang][layer] };
  const before = scenes.get(root);
  const scene = stage({ ...component, data }, before);
  scenes.set(root, scene);
  if (scene.t !== data.periods.indexOf(data.period)) keep(data, scene.t); // Python wrote an address without it
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  geometry(data.geometryUrl).then(
    (layers) => scenes.get(root) === scene && scene.open(layers[layer]),
    () => scenes.get(root) === scene && scene.open([], data.words.failed),
  );
  return () => scenes.get(root)?.close();
}

/** The period to begin with: the one on screen while the same ones are offered, else Python's. */
function firstPeriod(data, before) {
  const kept = before && before.data.period === data.period && before.data.periods.join() === data.periods.join();
  if (kept) return before.t;
  const asked = data.periods.indexOf(data.period);
  return asked < 0 ? data.periods.length - 1 : asked;
}

function stage({ parentElement: root, data, setTriggerValue }, before) {
  const { words } = data;
  const facts = data.verdicts ? verdicts(data) : figures(data);
  const scene = { data, t: firstPeriod(data, before), open, close };
  const frame = root.querySelector(".province-map");
  const title = make("h2");
  const table = ranking(data, facts);
  const key = data.verdicts ? verdictLegend(data) : legend(data, facts);
  const tip = make("div", { class: "tip", "aria-hidden": "true" });
  const board = make("div", { class: "board" });
  const credit = make("p", { class: "credit" });
  const time = slider(data, scene.t, move);
  let drawn = null, watcher = null, current = data.areas.indexOf(data.selected);

  function open(shapes, failure) {
    const focused = before?.focused();
    const scrolled = root.querySelector(".scroll")?.scrollTop ?? 0;
    before?.close();
    drawn = country(data, shapes);
    board.replaceChildren(drawn.svg, tip);
    if (failure) board.append(note(failure, "failure"));
    if (!data.periods.length) board.append(note(words.none, "failure"));
    if (data.simulated) board.append(note(words.simulated, "simulated"));
    frame.style.setProperty("--height", `${data.height}px`);
    frame.replaceChildren(title, key.node, make("div", { class: "body" }, board, time.node, table.node), credit);
    frame.classList.add("ready");
    frame.classList.toggle("verdicts", Boolean(data.verdicts));
    watcher = new ResizeObserver(() => {
      scale(drawn.svg);
      table.fit();
    });
    watcher.observe(drawn.svg);
    listen();
    choose(current);
    paint(true);
    frame.querySelector(".scroll").scrollTop = scrolled;
    if (focused !== undefined && focused !== null) drawn.paths.get(focused)?.focus({ preventScroll: true });
  }

  function close() {
    watcher?.disconnect();
    time.stop();
  }

  /** The sources as links; nothing where there are none. */
  function cited({ before, after, links }) {
    if (!links.length) return [];
    const nodes = links.flatMap(([text, url], n) => {
      if (!url) return [n ? "; " : "", text];
      const link = make("a", { href: url, target: "_blank", rel: "noopener noreferrer" });
      link.textContent = text;
      return [n ? "; " : "", link];
    });
    return [before, ...nodes, `${after} · `];
  }

  function note(text, kind) {
    const node = make("p", { class: kind });
    node.textContent = text;
    return node;
  }

  /** Mark the chosen area and make it the map's one tab stop. */
  function choose(i) {
    for (const line of drawn.selected) line.setAttribute("d", drawn.paths.get(i)?.getAttribute("d") ?? "");
    current = i;
    table.mark("chosen", i);
    stop(drawn.paths.get(i) ?? drawn.paths.values().next().value);
  }

  function stop(path) {
    for (const other of drawn.paths.values()) other.setAttribute("tabindex", other === path ? "0" : "-1");
  }

  function move(t) {
    scene.t = t;
    paint(still.matches);
  }

  function paint(atOnce) {
    const t = scene.t;
    const standing = facts.standing(t);
    drawn.nodes.forEach((nodes, i) => nodes.forEach((node) => node.setAttribute("fill", fillOf(facts, data, t, i))));
    drawn.paths.forEach((path, i) => path.setAttribute("aria-label", facts.label(t, i, standing)));
    title.textContent = data.periods.length ? `${data.title} · ${facts.labels[t]}` : data.title;
    credit.replaceChildren(...cited(facts.cited(t)), words.credit);
    key.show(t);
    table.show(t, atOnce);
    table.mark("chosen", current);
    hideTip();
  }

  function point(i, x, y, touched) {
    if (i === null) return hideTip();
    drawn.hovered.setAttribute("d", drawn.paths.get(i)?.getAttribute("d") ?? "");
    table.mark("hovered", i);
    tip.replaceChildren(...told(data.verdicts ? facts.story(i) : story(data, facts, scene.t, i), words, touched));
    tip.classList.add("shown");
    const [room, size] = [board.getBoundingClientRect(), tip.getBoundingClientRect()];
    const [left, top] = beside(x, y, room, size);
    tip.style.transform = `translate(${left}px, ${top}px)`;
  }

  function hideTip() {
    tip.classList.remove("shown");
    drawn.hovered.setAttribute("d", "");
    table.mark("hovered", -1);
  }

  function pointAt(i, touched = false) {
    const [x, y] = drawn.centres.get(i) ?? [WIDTH / 2, HEIGHT / 3];
    const [room, spot] = [board.getBoundingClientRect(), new DOMPoint(x, y).matrixTransform(drawn.svg.getScreenCTM())];
    point(i, spot.x - room.left, spot.y - room.top, touched);
  }

  const under = (event) => {
    const node = event.target.closest?.("[data-i]");
    return node ? Number(node.dataset.i) : null;
  };

  function listen() {
    let touched = null; // a finger's first tap tells, the second one opens
    board.onpointermove = (event) => {
      if (event.pointerType === "touch") return;
      const room = board.getBoundingClientRect();
      point(under(event), event.clientX - room.left, event.clientY - room.top);
    };
    board.onpointerleave = (event) => event.pointerType !== "touch" && hideTip();
    table.node.onpointerover = (event) => event.pointerType !== "touch" && under(event) !== null && pointAt(under(event));
    table.node.onpointerleave = hideTip;
    board.onclick = (event) => {
      const i = under(event);
      if (i === null) return hideTip();
      if (event.pointerType !== "touch" || touched === i) return tell(i);
      touched = i;
      return pointAt(i, true);
    };
    table.node.onclick = (event) => under(event) !== null && tell(under(event));
    // On the board: a drawing that listens for focus is a tab stop of its own in Chromium.
    board.addEventListener("focusin", ({ target }) => {
      stop(target);
      if (target.matches(":focus-visible")) pointAt(Number(target.dataset.i));
    });
    board.addEventListener("focusout", hideTip);
    drawn.svg.onkeydown = (event) => keyed(event, under(event));
  }

  function keyed(event, i) {
    if (i === null) return;
    if (event.key === "Escape") return hideTip();
    if (event.key === "Enter" || event.key === " ") tell(i);
    else if (event.key in ARROWS) drawn.paths.get(neighbour(drawn.centres, i, ARROWS[event.key]))?.focus();
    else return;
    event.preventDefault();
  }

  function tell(i) {
    choose(i);
    setTriggerValue("open", data.areas[i]);
  }

  scene.focused = () => {
    const held = root.activeElement;
    return held?.classList.contains("area") ? Number(held.dataset.i) : null;
  };
  return scene;
}

/** Where the tooltip stands: right or left of the point; on a narrow map above or below it. */
function beside(x, y, room, size) {
  const within = (at, length, whole) => Math.max(0, Math.min(at, whole - length));
  const fits = [x + 18, x - 18 - size.width].find((left) => left >= 0 && left + size.width <= room.width);
  if (fits !== undefined) return [fits, within(y - 20, size.height, room.height)];
  const top = y > room.height / 2 ? y - size.height - 28 : y + 28;
  return [within(x - size.width / 2, size.width, room.width), within(top, size.height, room.height)];
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The nearest area in a direction, straying sideways counted double. */
function neighbour(centres, from, [dx, dy]) {
  const [x0, y0] = centres.get(from);
  let [best, least] = [from, Infinity];
  for (const [i, [x, y]] of centres) {
    const ahead = (x - x0) * dx + (y - y0) * dy;
    const aside = Math.abs((x - x0) * dy) + Math.abs((y - y0) * dx);
    const far = ahead + 2 * aside;
    if (ahead > 0 && far < least) [best, least] = [i, far];
  }
  return best;
}

/** Keep texts, markers and hatches at their size on screen whatever the drawing's. */
function scale(svg) {
  const units = Math.max(WIDTH / (svg.clientWidth || WIDTH), HEIGHT / (svg.clientHeight || HEIGHT));
  svg.style.setProperty("--u", units);
  for (const pattern of svg.querySelectorAll("pattern")) pattern.setAttribute("patternTransform", `scale(${units})`);
}

/** What the tooltip tells of an area. */
function story(data, facts, t, i) {
  const { words } = data;
  const found = facts.value(t, i);
  const place = facts.standing(t).find((row) => row.i === i);
  const said = [["strong", facts.name(i)], ["b", found === null ? (facts.band(t, i) ?? words.missing) : facts.full(t, found)]];
  if (found !== null && data.unit !== "rank") said.push(["span", fill(words.place, { rank: place.rank, count: facts.standing(t).length })]);
  said.push(["span", facts.change(t, i)], ["span", facts.againstTarget(t, i)], ["em", facts.caveats(t, i)]);
  said.push(["small", facts.labels[t]], ["small", found === null ? null : facts.source(t)]);
  return said;
}

/** The tooltip's lines that say something, and what a press does. */
function told(said, words, touched) {
  return [...said, ["small", touched ? words.tap : words.open]].filter(([, text]) => text).map(([kind, text]) => {
    const node = make(kind);
    node.textContent = text;
    return node;
  });
}

/** Classes with their ranges and how many areas are in each; darker is better. */
function legend(data, facts) {
  const { words } = data;
  const entry = (fill, name, hint) => {
    const [text, count] = [make("span"), make("span", { class: "count" })];
    text.textContent = name;
    return { node: make("li", { title: hint }, swatch(fill), text, count), count };
  };
  const classes = data.colours.map((colour, c) => entry(colour, facts.className(c), null));
  const band = entry("url(#key-band)", words.band, null);
  const estimated = entry(`url(#key-estimated-${Math.floor(data.colours.length / 2)})`, words.statuses.E, null);
  const missing = entry("url(#key-missing)", words.missing, null);
  const unit = make("li", { class: "unit" });
  unit.textContent = [data.unit === "percent" ? "%" : data.unitLabel, words.darker].filter(Boolean).join(", ");
  const all = [...classes, band, estimated, missing];

  function showCounts(t) {
    const sums = all.map(() => 0);
    data.areas.forEach((_, i) => {
      const found = facts.value(t, i);
      if (found !== null) sums[facts.colourClass(found)] += 1;
      else sums[facts.band(t, i) ? classes.length : classes.length + 2] += 1;
      if (found !== null && facts.status(t, i) === "E") sums[classes.length + 1] += 1;
    });
    all.forEach(({ node, count }, n) => {
      count.textContent = `(${sums[n]})`;
      node.classList.toggle("empty", !sums[n]);
    });
    band.node.hidden = !Object.keys(data.bands).length;
    estimated.node.hidden = !Object.keys(data.statuses).some((marks) => marks.includes("E"));
  }
  all[0].node.querySelector("svg").append(patterns(data.colours, "key-"));
  const node = make("ol", { class: "legend" }, ...all.map((one) => one.node), unit);
  return { node, show: showCounts };
}

/** The periods: a native range with a play button, or one label when there is nothing to slide. */
function slider(data, t, move) {
  const { words, periods } = data;
  const labels = labelsOf(data);
  const node = make("div", { class: "time" });
  if (periods.length < 2) return { node, stop: () => {} };
  let beat = null;
  const input = make("input", { type: "range", min: 0, max: periods.length - 1, step: 1, "aria-label": words.period });
  const output = make("output");
  const button = make("button", { type: "button" });
  const say = (now) => {
    output.textContent = labels[now];
    input.setAttribute("aria-valuetext", labels[now]);
    input.style.setProperty("--done", `${(100 * now) / (periods.length - 1)}%`);
  };
  const go = (now) => {
    input.value = now;
    say(now);
    move(now);
  };
  const name = () => {
    button.setAttribute("aria-label", beat ? words.pause : words.play);
    button.replaceChildren(draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, draw("path", { d: beat ? "M4,3h3v10h-3zM9,3h3v10h-3z" : "M4,2.5L13,8L4,13.5z" })));
  };
  const stop = () => {
    clearInterval(beat);
    beat = null;
    name();
  };
  const next = () => {
    go(Number(input.value) + 1);
    if (Number(input.value) === periods.length - 1) {
      stop();
      keep(data, Number(input.value));
    }
  };
  button.onclick = () => {
    if (beat) return stop();
    if (Number(input.value) === periods.length - 1) go(0);
    beat = setInterval(next, BEAT);
    return name();
  };
  input.oninput = () => {
    stop();
    go(Number(input.value));
  };
  input.onchange = () => keep(data, Number(input.value));
  input.value = t;
  name();
  say(t);
  node.append(button, make("div", { class: "rail" }, input, years(periods)), output);
  return { node, stop };
}

/** Where each year begins, under the rail. */
function years(periods) {
  const marks = make("div", { class: "years", "aria-hidden": "true" });
  const firsts = periods.map((id, n) => [id.slice(0, 4), n]).filter(([year, n]) => !n || periods[n - 1].slice(0, 4) !== year);
  const every = Math.ceil(firsts.length / 8);
  for (const [year, n] of firsts.filter((_, k) => k % every === 0)) {
    const mark = make("span");
    mark.textContent = year;
    mark.style.left = `${(100 * n) / (periods.length - 1)}%`;
    marks.append(mark);
  }
  return marks;
}

/** Write the period into the address, so that a copied link reopens it; the server is not asked. */
function keep(data, t) {
  if (!data.addressKey) return;
  const address = new URL(location.href);
  address.searchParams.set(data.addressKey, data.periods[t]);
  history.replaceState(history.state, "", address);
}

export default show;
