// The speaker's window: this slide and what comes next, notes and clock. The same keys lead on.
let speaker = null, began = 0;

// It is a part of this document's session without an address of its own: it needs no network, and
// the policy of this document holds in it.
function speak() {
  speaker = window.open("", "kpi-speaker", "popup,width=1280,height=760");
  if (!speaker) return tell(words.blocked);
  const page = speaker.document;
  page.open();
  page.write("<!DOCTYPE html><html><head></head><body></body></html>");
  page.close();
  page.title = words.speaker;
  page.documentElement.lang = root.lang;
  page.documentElement.className = "speaker";
  page.head.append(document.querySelector("style").cloneNode(true));
  page.addEventListener("keydown", pressed);
  began ||= Date.now();
  spoken();
}
addEventListener("pagehide", () => speaker?.close());

// What comes next: a further part of this slide, or the next slide, drawn unseen.
function ahead() {
  const [n, at] = part + 1 < parts ? [now, part + 1] : [now + 1, 0];
  if (n === slides.length) return [];
  slides[n].classList.add("ahead");
  settle(slides[n], at);
  const copy = slides[n].cloneNode(true);
  slides[n].classList.remove("ahead");
  if (n === now) settle(slides[now], part);
  return [copy];
}

function small(kind, title, ...inside) {
  for (const one of inside) {
    one.classList.remove("ahead");
    one.classList.add("now");
    for (const svg of one.querySelectorAll(".chart svg")) { svg.setAttribute("width", "100%"); svg.setAttribute("height", "100%"); }
    for (const mark of one.querySelectorAll("[tabindex]")) mark.removeAttribute("tabindex");
  }
  const stage = make("div", `deck stage ${kind}`, ...inside);
  stage.inert = true;
  return make("section", `box ${kind}`, make("h3", "", title), stage);
}

function spoken() {
  if (!speaker || speaker.closed || !root.classList.contains("deck")) return;
  const page = speaker.document, shared = document.querySelector(".shared"), soon = ahead();
  const notes = slides[now].querySelector(".notes")?.cloneNode(true) ?? make("p", "notes", words.none);
  const title = `${fill(words.slide, { number: now + 1, count: slides.length })}${parts > 1 ? ` · ${fill(words.part, { part: part + 1, count: parts })}` : ""}`;
  if (root.dataset.theme) page.documentElement.dataset.theme = root.dataset.theme;
  page.body.replaceChildren(
    ...(shared ? [shared.cloneNode(true)] : []),
    make("main", "desk", make("div", "left", small("current", title, slides[now].cloneNode(true)), make("p", "time")),
      make("div", "right", small("soon", soon.length ? words.then : words.end, ...soon), notes)));
  tick();
}

// The clock, and how long it has been since the window was opened.
function timed(clock) {
  const place = speaker && !speaker.closed && speaker.document.querySelector(".time");
  if (place) place.textContent = `${clock} · ${fill(words.since, { minutes: Math.floor((Date.now() - began) / 60000) })}`;
}
