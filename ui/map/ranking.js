// The ranking beside the map: bars from zero, dots for ranks, areas without figures apart.

const FIGURE_LINES = { row, place, headline, without };

function ranking(data, facts) {
  const { row, place, headline, without } = data.verdicts ? VERDICT_LINES : FIGURE_LINES;
  const rows = data.areas.map((_, i) => row(data, i));
  const list = make("ol", { class: data.unit === "rank" ? "rows ranks" : "rows" }, ...rows.map(({ line }) => line));
  const [head, apart] = [make("p", { class: "facts" }), make("p", { class: "apart" })];
  const scroll = make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": data.words.ranking }, list, apart);
  list.style.setProperty("--figure", `${facts.letters()}ch`);
  const [from, to] = facts.axis();
  const along = (value) => (100 * (value - from)) / (to - from || 1);

  let height = 0; // of a row, measured when the map changes its size: asking now costs a layout

  function show(t, still) {
    const standing = facts.standing(t);
    const before = new Map([...list.children].map((line, n) => [line, n]));
    for (const { i, rank } of standing) place(rows[i], facts, data, t, i, rank, along);
    list.replaceChildren(...standing.map(({ i }) => rows[i].line));
    if (!still) glide(list, before, height);
    head.replaceChildren(...headline(data, facts, t, standing));
    apart.replaceChildren(...without(data, facts, t));
    apart.hidden = standing.length === data.areas.length;
  }

  const node = make("section", { class: "ranking" }, head, scroll);

  /** Give the lines of one area (or of none: -1) a class and take it from all others. */
  function mark(kind, i) {
    for (const line of node.querySelectorAll("[data-i]")) line.classList.toggle(kind, Number(line.dataset.i) === i);
  }

  /** Let all rows fit where there is room, as high as they may be read. */
  function fit() {
    const room = scroll.clientHeight - (apart.hidden ? 0 : apart.offsetHeight + 8);
    node.style.setProperty("--row", `${Math.min(28, Math.max(18, room / data.areas.length))}px`);
    height = list.firstElementChild?.offsetHeight ?? 0;
  }

  return { node, show, mark, fit };
}

function row(data, i) {
  const [rank, name, figure] = ["place", "name", "figure"].map((kind) => make("span", { class: kind }));
  name.textContent = data.names[i];
  const bar = make("i", { class: data.unit === "rank" ? "dot" : "bar" });
  const aim = make("i", { class: "aim" });
  const line = make("li", { "data-i": i }, rank, name, make("span", { class: "track" }, bar, aim), figure);
  return { line, rank, figure, bar, aim };
}

function place({ line, rank, figure, bar, aim }, facts, data, t, i, at, along) {
  const value = facts.value(t, i);
  const [start, end] = [along(0), along(value)];
  rank.textContent = data.unit === "rank" ? facts.number(value) : at;
  figure.textContent = facts.short(value);
  bar.style.backgroundColor = data.colours[facts.colourClass(value)];
  bar.style.left = `${data.unit === "rank" ? end : Math.min(start, end)}%`;
  if (data.unit !== "rank") bar.style.width = `${Math.abs(end - start)}%`;
  if (data.target) aim.style.left = `${along(data.target.value)}%`;
  aim.hidden = !data.target;
  line.classList.toggle("estimated", facts.status(t, i) === "E");
}

/** Let rows slide to their new places. */
function glide(list, before, height) {
  [...list.children].forEach((line, n) => {
    const moved = (before.get(line) ?? n) - n;
    if (moved) line.animate([{ transform: `translateY(${moved * height}px)` }, { transform: "none" }], { duration: 250, easing: "ease-out" });
  });
}

function headline(data, facts, t, standing) {
  const nation = facts.nation(t);
  const said = [];
  if (nation !== null) said.push(`${data.words.nation}: ${facts.full(t, nation)}`);
  if (data.target && standing.length) {
    const met = standing.filter(({ i }) => facts.reached(facts.value(t, i))).length;
    said.push(`${facts.target()}: ${fill(data.words.met, { met, count: standing.length })}`);
  }
  return said.map((text, n) => {
    const line = make("span", { class: n === said.length - 1 && data.target ? "aimed" : "nation" });
    line.textContent = text;
    return line;
  });
}

function without(data, facts, t) {
  const unranked = data.areas.map((_, i) => i).filter((i) => facts.value(t, i) === null);
  const banded = unranked.filter((i) => facts.band(t, i));
  const missing = unranked.filter((i) => !facts.band(t, i));
  return [
    ...listed(data, data.words.band, banded, (i) => ` (${facts.band(t, i)})`),
    ...(banded.length && missing.length ? [make("br")] : []),
    ...listed(data, data.words.missing, missing, () => ""),
  ];
}

function listed(data, words, areas, more) {
  if (!areas.length) return [];
  const title = make("strong");
  title.textContent = `${words} (${areas.length}): `;
  const names = areas.flatMap((i, n) => {
    const name = make("span", { "data-i": i, class: "unranked" });
    name.textContent = data.names[i] + more(i);
    return n ? [", ", name] : [name];
  });
  return [title, ...names];
}
