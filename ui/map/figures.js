// Figures: unpacks the payload (kpi/mapping.py) and says them in the reader's language.

const LETTERS = Array.from({ length: 94 }, (_, n) => String.fromCharCode(33 + n)).filter((letter) => !'"\\'.includes(letter));
const HALF = LETTERS.length / 2; // letters of the first half end a number, the others go on
const DIGITS = new Map(LETTERS.map((letter, digit) => [letter, digit]));

/** Rows of steps from figure to figure (kpi/packing.py) back to figures; null where missing. */
function unpack({ decimals, rows, starts }) {
  return rows.map((text, n) => {
    const row = Array(starts?.[n] ?? 0).fill(null);
    let [figure, number, weight] = [0, 0, 1];
    for (const letter of text) {
      if (letter === " ") {
        row.push(null);
        continue;
      }
      const digit = DIGITS.get(letter);
      number += (digit % HALF) * weight;
      weight *= HALF;
      if (digit >= HALF) continue;
      figure += number % 2 ? -(number + 1) / 2 : number / 2;
      row.push(figure / 10 ** decimals);
      [number, weight] = [0, 1];
    }
    return row;
  });
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const nameOf = (data, i) => fill(data.patterns[data.follows[i]], { name: data.names[i] });
const labelsOf = ({ labels }) => labels.tails.map((tail) => labels.head + tail);
const shared = (items, t) => items[items.length === 1 ? 0 : t]; // one item stands for all periods

/** All that can be asked of a payload; `t` is the place of a period, `i` of an area. */
function figures(data) {
  const { words, areas } = data;
  const labels = labelsOf(data);
  const matrix = unpack(data.values);
  const [nation] = unpack(data.nation);
  const marks = new Map(Object.entries(data.statuses).flatMap(([line, places]) => places.map((i) => [i, line])));
  const sparse = (name) => (data[name] ? new Map(unpack(data[name]).map((row, n) => [data[name].areas[n], row])) : new Map());
  const [low, high, coverage] = ["low", "high", "coverage"].map(sparse);
  const locale = data.lang === "vi" ? "vi-VN" : "en-GB";
  // No zeros behind a figure: 0.777 was published, not 0.7770.
  const form = (decimals, more = {}) => new Intl.NumberFormat(locale, { maximumFractionDigits: decimals, ...more });
  const [plain, signed, whole] = [form(data.decimals), form(data.decimals, { signDisplay: "exceptZero" }), form(0)];
  const write = (format, value) => format.format(value).replace("-", "−");
  const percent = data.lang === "vi" ? "\u00a0%" : "%";
  const step = 10 ** -data.decimals;
  const count = data.edges.length - 1;

  const number = (value) => write(plain, value);
  const short = (value) => number(value) + (data.unit === "percent" ? percent : "");
  const withUnit = (text) => (data.unitLabel ? `${text}\u00a0${data.unitLabel}` : text);
  const gap = (format, value) =>
    data.unit === "percent" ? fill(words.points, { number: write(format, value) }) : withUnit(write(format, value));

  const value = (t, i) => matrix[i][t] ?? null;
  const full = (t, found) => {
    if (data.unit === "percent") return short(found);
    if (data.unit !== "rank") return withUnit(number(found));
    const size = data.wholes?.[t];
    return fill(words.rank, { rank: size ? `${number(found)}/${whole.format(size)}` : number(found) });
  };
  const targetText = () => (data.unit === "percent" ? short(data.target.value) : full(-1, data.target.value));
  const better = (a, b) => (data.direction === "higher" ? b - a : a - b);

  return {
    labels,
    value,
    number,
    short,
    full,
    nation: (t) => nation[t] ?? null,
    band: (t, i) => data.bands[`${i},${t}`],
    status: (t, i) => marks.get(i)?.[t] ?? ".",
    name: (i) => nameOf(data, i),
    reached: (found) => better(found, data.target.value) <= 0,
    target: () => fill(words.target, { value: targetText(), date: data.target.deadline }),

    /** Areas with figures, best first: [{i, rank}]; equal figures share a rank. */
    standing(t) {
      const known = areas.map((_, i) => i).filter((i) => value(t, i) !== null);
      known.sort((a, b) => better(value(t, a), value(t, b)) || a - b);
      const rows = [];
      known.forEach((i, n) => rows.push({ i, rank: n && value(t, i) === value(t, known[n - 1]) ? rows[n - 1].rank : n + 1 }));
      return rows;
    },

    /** The colour class of a value, the first and the last one taking what lies outside. */
    colourClass(found) {
      const edges = data.edges;
      let c = 0;
      while (c < count - 1 && found >= edges[c + 1] - step / 2) c += 1;
      return c;
    },

    /** "40–<60", "11–20" (whole numbers), "≥ 80" … */
    className(c) {
      const [from, to] = [data.edges[c], data.edges[c + 1]];
      const last = c === count - 1;
      if (c === 0 && data.open[0]) return `< ${number(to)}`;
      if (last && data.open[1]) return `≥ ${number(from)}`;
      if (last) return `${number(from)}–${number(Math.max(data.domain[1], from))}`;
      return data.decimals ? `${number(from)}–<${number(to)}` : `${number(from)}–${number(to - 1)}`;
    },

    change(t, i) {
      const before = data.before[t];
      const [now, then] = [value(t, i), before < 0 ? null : value(before, i)];
      if (now === null || then === null) return null;
      const period = labels[before];
      const by = Math.round((now - then) / step) * step;
      if (Math.abs(by) < step / 2) return fill(words.same, { period });
      if (data.unit !== "rank") return fill(words.change, { change: gap(signed, by), period });
      return fill(words.change, { change: fill(by < 0 ? words.up : words.down, { number: whole.format(Math.abs(by)) }), period });
    },

    againstTarget(t, i) {
      const found = value(t, i);
      if (!data.target || found === null) return null;
      return this.reached(found) ? words.meets : fill(words.short, { gap: gap(plain, Math.abs(found - data.target.value)) });
    },

    /** Status, range of parts and coverage in words, as far as there are any. */
    caveats(t, i) {
      const said = [];
      const status = words.statuses[this.status(t, i)];
      if (status) said.push(status);
      const [from, to, share] = [low, high, coverage].map((held) => held.get(i)?.[t] ?? null);
      if (from !== null) said.push(fill(words.range, { low: short(from), high: short(to) }));
      if (share !== null) said.push(fill(words.coverage, { share: whole.format(share * 100) + percent }));
      return said.join("; ");
    },

    source(t) {
      const { lines, of, published } = data.sources;
      const [used, date] = [shared(of, t), shared(published, t)];
      if (!used?.length) return null;
      const said = fill(words.source, { source: used.map((n) => lines[n]).join("; ") });
      return date ? `${said} (${fill(words.published, { date })})` : said;
    },

    /** The sources of a period as [text, address] and the words around them. */
    cited(t) {
      const { lines, urls, of, published } = data.sources;
      const [used, date] = [shared(of, t) ?? [], shared(published, t)];
      const [before, after] = words.source.split("{source}");
      const day = date ? ` (${fill(words.published, { date })})` : "";
      return { before, after: after + day, links: used.map((n) => [lines[n], urls[n]]) };
    },

    /** What a screen reader says of an area: "Hà Nội: 36,8 %, hạng 5/34". */
    label(t, i, standing) {
      const found = value(t, i);
      if (found === null) return `${this.name(i)}: ${this.band(t, i) ?? words.missing}`;
      const said = [`${this.name(i)}: ${full(t, found)}`];
      if (data.unit !== "rank") said.push(fill(words.rank, { rank: `${standing.find((row) => row.i === i).rank}/${standing.length}` }));
      const status = words.statuses[this.status(t, i)];
      return (status ? [...said, status] : said).join(", ");
    },

    /** Letters of the longest figure there can be, the same in every period: bars begin and end alike. */
    letters() {
      const most = form(data.decimals, { minimumFractionDigits: data.decimals });
      return Math.max(...this.axis().map((end) => write(most, end).length)) + (data.unit === "percent" ? percent.length : 0);
    },

    /** Ends of the bars' axis, the same in every period: zero, all figures and the target. */
    axis() {
      const all = matrix.flat().filter((found) => found !== null);
      if (data.unit === "rank") return [1, Math.max(data.domain[1], ...all)];
      const ends = [0, ...all, data.target?.value ?? 0];
      return [Math.min(...ends), Math.max(...ends)];
    },
  };
}
