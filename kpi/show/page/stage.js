// The stage: one slide at a time on a large screen, a reading list on a small one.
const root = document.documentElement, slides = [...document.querySelectorAll(".slide")];
const large = matchMedia("(min-width: 900px) and (min-aspect-ratio: 5/4)");
const make = (name, kind, ...inside) => { const node = document.createElement(name); if (kind) node.className = kind; node.append(...inside); return node; };
const fill = (said, facts) => said.replace(/{(\w+)}/g, (_, key) => facts[key]);
const corner = make("p", "corner"), live = make("p", "quiet"), tip = make("div", "tip"), say = make("p", "say"), blank = make("div", "blank"), panel = make("div", "panel");
live.setAttribute("aria-live", "polite"); say.setAttribute("role", "status");
panel.setAttribute("role", "region"); panel.setAttribute("aria-label", words.notes); panel.tabIndex = 0;
tip.hidden = say.hidden = blank.hidden = panel.hidden = true;
document.querySelector("main").append(corner);
document.body.append(live, tip, say, blank, panel);
let now = 0, timer = 0, seconds = 0;

const heading = (n) => slides[n].querySelector("h1, h2").textContent;
slides.forEach((one, n) => one.setAttribute("aria-label", fill(words.slide, { number: n + 1, count: slides.length })));

function go(to, quiet = false) {
  now = Math.min(Math.max(to, 0), slides.length - 1);
  slides.forEach((one, n) => one.classList.toggle("now", n === now));
  if (!quiet) history.replaceState(null, "", `#${now + 1}${seconds ? `&auto=${seconds}` : ""}`);
  live.textContent = `${fill(words.slide, { number: now + 1, count: slides.length })}: ${heading(now)}`;
  tip.hidden = true;
  settle(slides[now]); told(); tick();
}

// Draws what the slide shows at its size, and hides the lines of a table that do not fit.
function settle(slide) {
  slide.querySelectorAll("[data-chart]").forEach(draw);
  const box = slide.querySelector(".rows"), lines = box ? [...box.querySelectorAll("tbody tr")] : [];
  lines.forEach((one) => (one.hidden = false));
  box?.querySelector(".more")?.remove();
  slide.querySelector("h1, h2").style.fontSize = "";
  if (!root.classList.contains("deck")) return;
  if (box && box.scrollHeight > box.clientHeight) {
    const more = make("p", "more", " ");
    box.append(more);
    let rest = 0;
    while (lines.length - rest > 1 && box.scrollHeight > box.clientHeight) lines[lines.length - ++rest].hidden = true;
    more.textContent = fill(words.more, { rest });
  }
  const big = slide.querySelector("h1, h2"); // a headline of 500 letters grows smaller, never over the edge
  for (let size = parseFloat(getComputedStyle(big).fontSize); big.offsetHeight > innerHeight * 0.34 && size > 14; size *= 0.92) big.style.fontSize = `${size}px`;
}

function told() {
  const notes = slides[now].querySelector(".notes");
  const next = now + 1 < slides.length ? fill(words.next, { what: heading(now + 1) }) : words.end;
  panel.replaceChildren(notes ? notes.cloneNode(true) : make("p", "", words.none), make("p", "next", next));
}

function tick() {
  const clock = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  corner.textContent = `${now + 1}/${slides.length} · ${clock}`;
}

function tell(said) {
  say.textContent = said; say.hidden = false;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => (say.hidden = true), 5000);
}

function auto(every) {
  clearInterval(timer);
  seconds = every;
  if (every) timer = setInterval(() => { if (!document.querySelector("dialog")) go((now + 1) % slides.length); }, every * 1000);
  go(now);
}

function open(title, ...inside) {
  const close = make("button", "", words.close), box = make("dialog", "", make("h3", "", title), ...inside, close);
  close.addEventListener("click", () => box.close());
  box.addEventListener("close", () => box.remove());
  box.setAttribute("aria-label", title);
  document.body.append(box);
  box.showModal();
  return box;
}

function jump() {
  const list = make("ol");
  slides.forEach((_, n) => {
    const button = make("button", n === now ? "now" : "", heading(n));
    button.addEventListener("click", () => { box.close(); go(n); });
    list.append(make("li", "", button));
  });
  const box = open(words.jump, list);
  list.querySelector(".now").focus();
}

function table() {
  const parts = [...slides[now].querySelectorAll(".inside, .origin")].map((one) => one.cloneNode(true));
  if (parts.length) open(words.table, ...parts);
}

const KEYS = {
  ArrowRight: () => go(now + 1), ArrowDown: () => go(now + 1), PageDown: () => go(now + 1), " ": () => go(now + 1), Enter: () => go(now + 1), n: () => go(now + 1),
  ArrowLeft: () => go(now - 1), ArrowUp: () => go(now - 1), PageUp: () => go(now - 1), Backspace: () => go(now - 1), p: () => go(now - 1),
  Home: () => go(0), End: () => go(slides.length - 1),
  b: () => (blank.hidden = false), ".": () => (blank.hidden = false),
  g: jump, j: jump, t: table, "?": () => open("?", make("p", "", words.keys)),
  s: () => (panel.hidden = !panel.hidden),
  d: () => { root.dataset.theme = getComputedStyle(root).colorScheme.startsWith("dark") || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches) ? "light" : "dark"; settle(slides[now]); },
  f: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.()),
  a: () => { auto(seconds ? 0 : 20); tell(seconds ? fill(words.auto, { seconds }) : words.still); },
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog")) return;
  if (!root.classList.contains("deck")) return;
  if (!blank.hidden) { blank.hidden = true; event.preventDefault(); return; }
  if (event.target.closest?.("a, button, summary") && (event.key === "Enter" || event.key === " ")) return;
  const act = KEYS[event.key] || KEYS[event.key.toLowerCase()];
  if (act) { event.preventDefault(); act(); }
});
blank.addEventListener("click", () => (blank.hidden = true));

let begun = null; // a finger on a large screen: swipe to go on
addEventListener("touchstart", (event) => (begun = event.touches[0].clientX), { passive: true });
addEventListener("touchend", (event) => {
  const moved = begun === null ? 0 : event.changedTouches[0].clientX - begun;
  if (root.classList.contains("deck") && Math.abs(moved) > 60) go(now + (moved < 0 ? 1 : -1));
});

// What a mark says, beside the pointer or the mark that has the focus.
function point(target, x, y) {
  const said = target?.closest?.("[data-said]")?.dataset.said;
  tip.hidden = !said;
  if (!said) return;
  tip.textContent = said;
  tip.style.left = `${Math.min(x + 14, innerWidth - tip.offsetWidth - 8)}px`;
  tip.style.top = `${Math.max(8, y - tip.offsetHeight - 12)}px`;
}
addEventListener("pointermove", (event) => point(event.target, event.clientX, event.clientY));
addEventListener("focusin", (event) => {
  const box = event.target.getBoundingClientRect?.();
  if (box && event.target.matches("[data-said]")) point(event.target, box.x + box.width / 2, box.y); else tip.hidden = true;
});

function arrange() {
  root.classList.toggle("deck", large.matches);
  if (large.matches) go(now, true);
  else slides.forEach(settle);
}
function asked() {
  const [, slide, every] = location.hash.match(/^#(\d{1,3})?(?:&?auto=(\d{1,3}))?$/) || [];
  now = Math.min(Math.max((+slide || 1) - 1, 0), slides.length - 1);
  arrange();
  if (every && large.matches) auto(Math.max(3, +every));
}
addEventListener("hashchange", asked);
addEventListener("resize", () => { clearTimeout(arrange.timer); arrange.timer = setTimeout(arrange, 120); });
addEventListener("beforeprint", () => { root.classList.remove("deck"); slides.forEach(settle); });
addEventListener("afterprint", arrange);
setInterval(tick, 10000);
asked();
