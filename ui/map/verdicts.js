// The map of verdicts (kpi/verdict_map.py): what stands in place of figures, legend and ranking.

const LEAST = 6; // of the verdicts: not enough data

/** What can be asked of a payload of verdicts, under the names that `figures` uses. */
function verdicts(data) {
  const { words, texts } = data;
  const rows = data.verdicts.map(([which, agree, value, lacks, why]) => ({ which, agree, value: texts[value], lacks: texts[lacks], why: texts[why] }));
  const said = (which) => `${words.verdicts[which].sign} ${words.verdicts[which].text}`;
  const lacking = (i) => (rows[i].lacks ? fill(words.lacking, { gap: rows[i].lacks }) : "");
  const reason = ({ which, why }) => (why && which !== LEAST ? fill(words.decided, { why }) : why);
  return {
    labels: labelsOf(data),
    row: (i) => rows[i],
    said,
    lacking,
    value: (t, i) => (rows[i].which === LEAST ? null : rows[i].which),
    name: (i) => nameOf(data, i),
    standing: () => data.need.map((i) => ({ i })),
    fill: (i) => `url(#verdict-${rows[i].which})`,
    label: (t, i) => [`${nameOf(data, i)}: ${said(rows[i].which)}`, rows[i].value].filter(Boolean).join(", "),
    cited: () => ({ links: [] }),
    letters: () => 0,
    axis: () => [0, 1],
    story: (i) => [
      ["strong", nameOf(data, i)],
      ["b", said(rows[i].which)],
      ["span", rows[i].value],
      ["span", lacking(i)],
      ["span", data.targets.length === 1 ? data.targets[0] : null],
      ["em", reason(rows[i])],
      ["em", rows[i].agree ? null : `≠ ${words.disagree}`],
    ],
  };
}

/** Each verdict with its sign, its word and how many areas have it. */
function verdictLegend(data) {
  const entries = data.words.verdicts.map(({ sign, text, style }, which) => {
    const count = data.verdicts.filter(([one]) => one === which).length;
    const [mark, name, many] = [make("span", { class: `sign v-${style}` }), make("span"), make("span", { class: "count" })];
    [mark.textContent, name.textContent, many.textContent] = [sign, text, `(${count})`];
    return make("li", { class: count ? null : "empty" }, swatch(`url(#key-verdict-${which})`), mark, name, many);
  });
  entries[0].querySelector("svg").append(draw("defs", {}, ...verdictPatterns(data, "key-")));
  return { node: make("ol", { class: "legend" }, ...entries), show: () => {} };
}

/** The ground of each verdict, told apart by its marks as well: none, lines, dots, crosses. */
const MARKS = [
  "",
  "M5,0V10",
  "M2,2h2v2h-2zM7,7h2v2h-2z",
  "M0,5H10",
  "M-1,-1L11,11M9,-1L11,1M-1,9L1,11",
  "M0,0L10,10M10,0L0,10",
  "M-1,11L11,-1M-1,1L1,-1M9,11L11,9",
];

function verdictPatterns(data, prefix = "") {
  return (data.verdicts ? data.words.verdicts : []).map(({ style }, which) =>
    draw(
      "pattern",
      { id: `${prefix}verdict-${which}`, width: 10, height: 10, patternUnits: "userSpaceOnUse" },
      draw("rect", { width: 10, height: 10, class: which === LEAST ? "blank" : `v-${style}` }),
      draw("path", { d: MARKS[which], class: which === LEAST ? "stripe" : "woven" }),
    ),
  );
}

/** Lines of the list: sign and word of the verdict, and what is missing. */
const VERDICT_LINES = {
  row(data, i) {
    const [rank, name, word, figure] = ["place sign", "name", "word", "figure"].map((kind) => make("span", { class: kind }));
    name.textContent = data.names[i];
    return { line: make("li", { "data-i": i, class: "judged" }, rank, name, word, figure), rank, word, figure };
  },
  place({ rank, word, figure }, facts, data, t, i) {
    const { sign, text, style } = data.words.verdicts[facts.row(i).which];
    rank.textContent = sign;
    rank.className = `place sign v-${style}`;
    word.textContent = facts.row(i).agree ? text : `${text} ≠`;
    figure.textContent = facts.row(i).lacks;
  },
  headline(data, facts) {
    const nation = data.nation && `${data.words.nation}: ${facts.said(data.nation[0])}, ${data.nation[1]}`;
    const column = data.targets.length ? data.words.column : null;
    return [nation, ...data.targets, column].filter(Boolean).map((text) => {
      const line = make("span");
      line.textContent = text;
      return line;
    });
  },
  without(data, facts) {
    const silent = data.areas.map((_, i) => i).filter((i) => facts.value(0, i) === null);
    return listed(data, data.words.verdicts[LEAST].text, silent, () => "");
  },
};
