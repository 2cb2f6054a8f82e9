// What does not fit on a slide in type for a room goes on in further parts of it, nothing is cut.
const MOST = 4; // parts of a list; the handout has all of it

// Draws a part of a slide at its size; returns how many parts it has.
function settle(slide, part = 0) {
  const deck = root.classList.contains("deck");
  slide.querySelectorAll(".more").forEach((one) => one.remove());
  slide.querySelectorAll("[hidden]").forEach((one) => (one.hidden = false));
  const big = slide.querySelector("h1, h2");
  big.style.fontSize = "";
  if (deck) shrink(big);
  if (deck) cited(slide.querySelector(".origin"));
  if (deck) agenda(slide.querySelector(".agenda"));
  const drawn = [...slide.querySelectorAll("[data-chart]")].map((one) => draw(one, part));
  slide.querySelectorAll(".land").forEach((one) => one.style.setProperty("--type", deck ? `${(unit() * LEAST) / one.getScreenCTM().a}px` : ""));
  const lists = deck ? [...slide.querySelectorAll(".rows, .beside")].map((one) => listed(one, part)) : [];
  return Math.max(1, ...drawn, ...lists);
}

// A headline of 500 letters grows smaller, never over the edge.
function shrink(big) {
  for (let size = parseFloat(getComputedStyle(big).fontSize) / unit(); big.offsetHeight > unit() * 34 && size > LEAST; size *= 0.92) big.style.fontSize = `calc(${size} * var(--u))`;
}

// Shows a part of a table or of the list beside a map, and says how much more there is.
function listed(box, part) {
  const list = box.querySelector("tbody, .ranked"), lines = [...(list?.children ?? [])];
  const full = () => (list.matches("ol") ? list.scrollWidth > list.clientWidth + 1 : box.scrollHeight > box.clientHeight);
  if (!lines.length || !full()) return 1;
  const more = make("p", "more", "\u00a0"), starts = [0];
  box.append(more);
  lines.forEach((one) => (one.hidden = true));
  lines.forEach((one, n) => {
    one.hidden = false;
    if (n === starts.at(-1) || !full()) return;
    lines.slice(0, n).forEach((earlier) => (earlier.hidden = true));
    starts.push(n);
  });
  const count = Math.min(starts.length, MOST), at = Math.min(part, count - 1), end = starts[at + 1] ?? lines.length;
  lines.forEach((one, n) => (one.hidden = n < starts[at] || n >= end));
  const rest = at === count - 1 ? lines.length - end : 0;
  more.textContent = fill(words.rows, { first: starts[at] + 1, last: end, count: lines.length }) + (rest ? ` · ${fill(words.more, { rest })}` : "");
  return count;
}

// Leaves out the last of many sources, and says so.
function cited(origin) {
  const all = origin ? [...origin.querySelectorAll(".source")] : [], said = make("span", "more");
  let rest = 0;
  while (origin && all.length - rest > 1 && origin.scrollHeight > origin.clientHeight + 1) {
    all[all.length - ++rest].hidden = true;
    said.textContent = ` ${fill(words.sources, { rest })}`;
    all[0].parentElement.append(said);
  }
}

// Leaves out the last of many items of the cover.
function agenda(box) {
  const items = box ? [...box.querySelectorAll("li")] : [], said = make("p", "more");
  let rest = 0;
  while (box && items.length - rest > 1 && box.scrollHeight > box.clientHeight + 1) {
    items[items.length - ++rest].hidden = true;
    said.textContent = fill(words.items, { rest });
    box.append(said);
  }
}
