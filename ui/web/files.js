// Links to files that are made when they are asked for: while one is made the page says so beside
// its link, and it is asked for once. Without this script they are plain links.

const MADE = 'a[href*="/dashboard-pictures/"], a[href*="/dashboard-figures/"]';
const WORDS = {
  vi: { busy: "Đang tạo tệp $1 …", failed: "Không tạo được tệp $1: $2" },
  en: { busy: "The file $1 is being made …", failed: "The file $1 cannot be made: $2" },
};
const LONGEST = 300; // letters of a reason

function told(which, ...values) {
  const text = WORDS[document.documentElement.lang === "en" ? "en" : "vi"][which];
  return values.reduce((words, value, at) => words.replace(`$${at + 1}`, () => value), text);
}

// The place for words beside a line of links; a screen reader says what is written into it.
function place(link) {
  const line = link.parentElement;
  const known = line.querySelector(".kd-making");
  if (known) return known;
  const made = document.createElement("span");
  made.className = "kd-making";
  made.setAttribute("role", "status");
  line.append(made);
  return made;
}

function named(answer, link) {
  const found = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "");
  return found ? found[1] : link.pathname.split("/").pop();
}

function save(file, name) {
  const way = document.createElement("a");
  way.href = URL.createObjectURL(file);
  way.download = name;
  way.click();
  setTimeout(() => URL.revokeObjectURL(way.href), 60_000);
}

async function make(link) {
  const name = link.textContent;
  const words = place(link);
  link.setAttribute("aria-busy", "true");
  words.className = "kd-making kd-busy";
  words.textContent = told("busy", name);
  let outcome = "";
  try {
    const answer = await fetch(link.href);
    if (answer.ok) save(await answer.blob(), named(answer, link));
    else outcome = told("failed", name, (await answer.text()).slice(0, LONGEST));
  } catch (error) {
    outcome = told("failed", name, error.message);
  }
  link.removeAttribute("aria-busy");
  words.className = "kd-making";
  words.textContent = outcome;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(MADE);
  const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain) return;
  event.preventDefault();
  if (!link.hasAttribute("aria-busy")) make(link);
});
