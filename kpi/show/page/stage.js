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
const MOST_PARTS = 99; // the last part, whichever it is
let now = 0, part = 0, parts = 1, timer = 0, seconds = 0;

const heading = (n) => slides[n].querySelector("h1, h2").textContent;
slides.forEach((one, n) => one.setAttribute("aria-label", fill(words.slide, { number: n + 1, count: slides.length })));

function go(to, at = 0, quiet = false) {
  now = Math.min(Math.max(to, 0), slides.length - 1);
  slides.forEach((one, n) => one.classList.toggle("now", n === now));
  parts = settle(slides[now], at);
  part = Math.min(at, parts - 1);
  if (!quiet) history.replaceState(null, "", `#${now + 1}${seconds ? `&auto=${seconds}` : ""}`);
  live.textContent = `${fill(words.slide, { number: now + 1, count: slides.length })}: ${heading(now)}`;
  tip.hidden = true;
  told(); tick(); spoken();
}

// On to the next part of a slide, then to the next slide; and back.
function step(by) {
  const to = part + by;
  if (to >= 0 && to < parts) go(now, to);
  else if (now + by >= 0 && now + by < slides.length) go(now + by, by < 0 ? MOST_PARTS : 0);
}

function told() {
  const notes = slides[now].querySelector(".notes");
  const next = now + 1 < slides.length ? fill(words.next, { what: heading(now + 1) }) : words.end;
  panel.replaceChildren(notes ? notes.cloneNode(true) : make("p", "", words.none), make("p", "next", next));
}

function tick() {
  const clock = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const which = parts > 1 ? ` · ${fill(words.part, { part: part + 1, count: parts })}` : "";
  corner.textContent = `${now + 1}/${slides.length}${which} · ${clock}`;
  timed(clock);
}

function tell(said) {
  say.textContent = said; say.hidden = false;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => (say.hidden = true), 5000);
}

const next = () => (part + 1 === parts && now + 1 === slides.length ? go(0) : step(1));

function auto(every) {
  clearInterval(timer);
  seconds = every;
  if (every) timer = setInterval(() => { if (!document.querySelector("dialog")) next(); }, every * 1000);
  go(now, part);
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
  ArrowRight: () => step(1), ArrowDown: () => step(1), PageDown: () => step(1), " ": () => step(1), Enter: () => step(1),
  ArrowLeft: () => step(-1), ArrowUp: () => step(-1), PageUp: () => step(-1), Backspace: () => step(-1),
  Home: () => go(0), End: () => go(slides.length - 1),
  b: () => (blank.hidden = false), ".": () => (blank.hidden = false),
  g: jump, j: jump, t: table, "?": () => open("?", make("p", "", words.keys)),
  n: () => (panel.hidden = !panel.hidden), s: () => (panel.hidden = !panel.hidden), p: speak,
  d: () => { root.dataset.theme = getComputedStyle(root).colorScheme.startsWith("dark") || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches) ? "light" : "dark"; go(now, part); },
  f: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.()),
  a: () => { auto(seconds ? 0 : 20); tell(seconds ? fill(words.auto, { seconds }) : words.still); },
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog")) return;
  if (!root.classList.contains("deck")) return;
  if (!blank.hidden) { blank.hidden = true; event.preventDefault(); return; }
  if (event.target.closest?.("a, button, summary") && (event.key === "Enter" || event.key === " ")) return;
  const act = KEYS[event.key] || KEYS[event.key.toLowerCase()];
  if (act) { event.preventDefault(); act(); }
}
addEventListener("keydown", pressed);
blank.addEventListener("click", () => (blank.hidden = true));

let begun = null; // a finger on a large screen: swipe to go on
addEventListener("touchstart", (event) => (begun = event.touches[0].clientX), { passive: true });
addEventListener("touchend", (event) => {
  const moved = begun === null ? 0 : event.changedTouches[0].clientX - begun;
  if (root.classList.contains("deck") && Math.abs(moved) > 60) step(moved < 0 ? 1 : -1);
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
  if (large.matches) go(now, part, true);
  else slides.forEach((one) => settle(one));
}
function asked() {
  const [, slide, every] = location.hash.match(/^#(\d{1,3})?(?:&?auto=(\d{1,3}))?$/) || [];
  now = Math.min(Math.max((+slide || 1) - 1, 0), slides.length - 1);
  part = 0;
  arrange();
  if (every && large.matches) auto(Math.max(3, +every));
}
addEventListener("hashchange", asked);
addEventListener("resize", () => { clearTimeout(arrange.timer); arrange.timer = setTimeout(arrange, 120); });
addEventListener("beforeprint", () => { root.classList.remove("deck"); slides.forEach((one) => settle(one)); });
addEventListener("afterprint", arrange);
setInterval(tick, 10000);
asked();
