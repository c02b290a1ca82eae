// The desk of reviewers by keyboard: j and k move, a accepts, c corrects, r rejects, ? tells the keys.
// Without this, every verb is a button of the page.

const findings = [...document.querySelectorAll("[data-finding]")];
const open = findings.filter(finding => finding.dataset.state === "proposed");
const marks = [...document.querySelectorAll("mark[data-findings]")];
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
let here = null;

function show(finding, { focus = true } = {}) {
  here = finding;
  const number = finding.dataset.finding;
  let first = null;
  for (const mark of marks) {
    const on = mark.dataset.findings.split(" ").includes(number);
    mark.classList.toggle("here", on);
    if (on && !first) first = mark;
  }
  if (focus) finding.focus({ preventScroll: true });
  finding.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  const words = first && first.closest(".desk-words");
  // Only the words move: on a narrow page they are no box of their own, and the page stays.
  if (words && words.scrollHeight > words.clientHeight)
    words.scrollTop += first.getBoundingClientRect().top - words.getBoundingClientRect().top - words.clientHeight / 3;
}

function move(step) {
  const among = open.length ? open : findings;
  if (!among.length) return;
  const at = among.indexOf(here);
  show(among[Math.min(among.length - 1, Math.max(0, at < 0 ? 0 : at + step))]);
}

function unfold(verb) {
  const details = here && here.querySelector(`details[data-verb="${verb}"]`);
  if (!details) return;
  details.open = true;
  const box = details.querySelector("form input:not([type=hidden]), form select, form textarea");
  if (box) box.focus();
}

function accept() {
  const form = here && here.querySelector('form[data-verb="accept"]');
  if (form) form.requestSubmit(form.querySelector("button"));
}

const keys = { j: () => move(1), k: () => move(-1), a: accept, c: () => unfold("correct"), r: () => unfold("reject") };

addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key === "Escape" && here) {
    for (const details of here.querySelectorAll("details[open]")) details.open = false;
    show(here);
    return;
  }
  if (typing) return;
  if (event.key === "?") {
    const help = document.getElementById("keys");
    help.open = !help.open;
    if (help.open) help.querySelector("summary").focus();
    event.preventDefault();
    return;
  }
  if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});

for (const finding of findings)
  finding.addEventListener("focusin", () => { if (here !== finding) show(finding, { focus: false }); });

for (const mark of marks)
  mark.addEventListener("click", () => {
    const number = mark.dataset.findings.split(" ")[0];
    const finding = document.getElementById(`finding-${number}`);
    if (finding) show(finding);
  });

const asked = location.hash.startsWith("#finding-") && document.getElementById(location.hash.slice(1));
const failed = document.querySelector(".finding details[open]");
if (failed) {
  show(failed.closest(".finding"));
  const box = failed.querySelector(".field-fault input, .field-fault select") || failed.querySelector("input:not([type=hidden])");
  if (box) box.focus();
} else if (asked || open.length) show(asked || open[0], { focus: true });
