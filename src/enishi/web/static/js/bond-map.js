// The map of bonds comes alive: it names what one points at, follows the form without a new page,
// and plays its years. Whatever it shows at rest was drawn and counted by the server.

import { letter, made } from "./lettering.js";

const root = document.querySelector(".bonds-of-a-day");
const form = root.querySelector(".choose");
const map = root.querySelector(".map");
const track = root.querySelector(".track");
const button = root.querySelector(".play");
const part = (name, of = root) => of.querySelector(`[data-part="${name}"]`);
const shown = (within) => [...within.querySelectorAll("svg")].find((svg) => svg.getClientRects().length);
const view = () => shown(map).closest("[data-view]").dataset.view;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const PLAIN = 480, MERGING = 2600, STEP = 900; // milliseconds of a year

const asked = new URLSearchParams(location.search);
const state = { on: asked.get("on") ?? "", domain: form.domain.value, place: form.place.value };

// What the address says is what the page shows, in every language.

function address() {
  const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
  return location.pathname + (query.size ? `?${query}` : "");
}

let stage = null; // what the years play on, while they do
let asking;
async function page(of, signal) {
  const answer = await fetch(of, { signal });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function go(change) {
  stop();
  Object.assign(state, change);
  asking?.abort();
  asking = new AbortController();
  history.replaceState(null, "", address());
  for (const link of document.querySelectorAll(".tongues a[hreflang]")) link.search = location.search;
  let fresh;
  try {
    fresh = await page(address(), asking.signal);
  } catch (error) {
    if (error.name !== "AbortError") location.reload();
    return;
  }
  const open = root.querySelector(".same").open;
  for (const old of root.querySelectorAll("[data-part]")) {
    const now = part(old.dataset.part, fresh);
    if (now && old.innerHTML !== now.innerHTML) old.replaceChildren(...now.childNodes);
  }
  root.querySelector(".same").open = open;
  const filled = fresh.querySelector(".choose"), { value } = filled.place;
  form.place.replaceChildren(...filled.place.childNodes);
  form.place.value = value;
  form.on.value = filled.on.value;
  form.domain.value = state.domain;
  form.querySelector("a").hidden = !location.search;
  stage = null;
  if (film) await filmed();
  tell(current());
  root.querySelector('[role="status"]').textContent = part("sentence").textContent.trim();
}

form.addEventListener("change", (event) => go({ [event.target.name]: event.target.value }));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  go({ on: form.on.value, domain: form.domain.value, place: form.place.value });
});
form.querySelector("a").addEventListener("click", (event) => {
  event.preventDefault();
  go({ on: "", domain: "", place: "" });
});

// Looking at a unit or a thread: the others step back, names come, order and place stay.

const entry = (unit) => root.querySelector(`.tied li[data-unit="${CSS.escape(unit)}"]`);
const number = (item) => item.lastChild.textContent.trim();

function look(unit, thread) {
  const svg = shown(map);
  const item = unit ? entry(unit) : thread && root.querySelector(`.tied li[data-thread="${CSS.escape(thread)}"]`);
  if (stage) return;
  forget(svg);
  if (!item) return;
  const ends = new Map(unit ? [[unit, item.querySelector(".sum").textContent]] : []);
  for (const bond of unit ? item.querySelectorAll("li[data-thread]") : [item])
    for (const end of bond.dataset.thread.split("~")) if (end !== unit) ends.set(end, number(bond));
  for (const line of svg.querySelectorAll(".threads > *")) {
    const { thread: pair } = line.dataset;
    line.classList.toggle("back", unit ? !pair.split("~").includes(unit) : pair !== thread);
  }
  for (const mark of svg.querySelectorAll(".marks > *")) mark.classList.toggle("back", !ends.has(mark.dataset.unit));
  svg.querySelector(".marks").classList.add("hushed");
  const name = (key) => entry(key).querySelector(".place").textContent;
  letter(svg, [...ends].map(([key, count]) => [svg.querySelector(`.marks > [data-unit="${CSS.escape(key)}"]`), name(key), count]));
  const line = part("looked-at");
  line.replaceChildren(...(unit ? item : item.closest("[data-unit]")).cloneNode(true).childNodes);
  if (!unit) for (const other of line.querySelectorAll(`li:not([data-thread="${CSS.escape(thread)}"])`)) other.remove();
}

function forget(svg) {
  svg.querySelector(".letters")?.remove();
  svg.querySelector(".hushed")?.classList.remove("hushed");
  for (const element of svg.querySelectorAll(".back")) element.classList.remove("back");
  part("looked-at").replaceChildren();
}

const pinned = () => (state.place ? look(form.place.value) : forget(shown(map)));
const pointed = (target) => target.closest?.("[data-unit], [data-thread]");
const lookAt = ({ unit, thread }) => look(thread ? "" : unit, thread);

let touched = "";
map.addEventListener("pointerover", (event) => {
  const found = event.pointerType === "mouse" && pointed(event.target);
  if (found) lookAt(found.dataset);
});
map.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && !stage && pinned());
map.addEventListener("click", (event) => {
  const found = pointed(event.target);
  if (event.pointerType !== "touch" || !found?.dataset.unit || touched === found.dataset.unit) return;
  event.preventDefault(); // the first tap names a unit, the second opens its page
  touched = found.dataset.unit;
  look(touched);
});
part("list").addEventListener("focusin", (event) => {
  const found = pointed(event.target);
  if (found) lookAt(found.dataset);
});
part("list").addEventListener("pointerover", (event) => {
  const found = pointed(event.target);
  if (found) lookAt(found.dataset);
});
for (const left of ["focusout", "pointerleave"]) part("list").addEventListener(left, () => !stage && pinned());
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  touched = "";
  if (state.place) go({ place: "" });
  else if (!stage) forget(shown(map));
});

// The years: what plays them comes with the first touch of the slider or the button.

const first = Number(track.dataset.first), last = Number(track.dataset.last) - first;
const slider = Object.assign(document.createElement("input"), { type: "range", className: "slider", min: 0, max: last });
slider.setAttribute("aria-label", track.dataset.label);
track.append(slider);

const current = () => (state.on ? Math.min(Math.max(Number(state.on.slice(0, 4)) - first, 0), last) : last);

const films = new Map();
let film = null; // that of the picture shown
async function filmed() {
  const of = `${root.dataset.years}?${new URLSearchParams({ view: view(), domain: state.domain })}`;
  const years = await import("./bond-years.js");
  if (!films.has(of)) films.set(of, new years.Film(await (await fetch(of)).json()));
  film = films.get(of);
  return years;
}

async function enter() {
  const { Stage } = await filmed();
  if (stage?.film === film) return;
  const svg = shown(map);
  forget(svg);
  const today = state.on || state.place ? await page(location.pathname) : document;
  stage = new Stage(film, svg, today.querySelector(`.map [data-view="${film.view}"] svg`));
}

// Says the year on the slider and beside its knob; what is written under the knob gives way.
function tell(i) {
  const known = film?.today && film.steps[i];
  slider.value = i;
  slider.setAttribute("aria-valuetext", known ? film.steps[i].label : first + i);
  for (const svg of track.querySelectorAll("svg")) {
    const knob = svg.querySelector(".knob");
    if (known && stage) {
      const [begin, day, end] = [film.days[0], film.days[i], film.today].map(Date.parse);
      knob.setAttribute("cx", 8 + ((svg.viewBox.baseVal.width - 16) * (day - begin)) / (end - begin));
    }
    svg.querySelector(".year")?.remove();
    const x = Math.max(16, knob.cx.baseVal.value);
    const text = made("text", { class: "now year", x, y: 85, "text-anchor": "middle" }, first + i);
    if (i < last) svg.append(text);
    for (const other of svg.querySelectorAll("text.note, text.now:not(.year)")) {
      const box = other.getBBox();
      const under = i < last && box.y > 70 && box.x < x + 22 && x - 22 < box.x + box.width;
      other.style.visibility = under ? "hidden" : "";
    }
  }
}

function show(i) {
  stage.rest(i);
  tell(i);
  part("sentence").innerHTML = film.steps[i].sentence;
}

let playing = 0;
function stop() {
  cancelAnimationFrame(playing);
  clearTimeout(playing);
  playing = 0;
  root.classList.remove("playing");
  button.querySelector(".word").textContent = button.dataset.play;
}

async function play() {
  let i = current() === last ? 0 : current() + 1;
  playing = -1; // until the first frame, so that a second click stops what has not begun
  await enter();
  if (!playing) return;
  root.classList.add("playing");
  button.querySelector(".word").textContent = button.dataset.pause;
  button.closest(".years").scrollIntoView({ block: "nearest" });
  let begun;
  const next = () => {
    show(i);
    state.on = film.steps[i].on;
    i += 1;
    if (i > last) return go({});
    begun = 0;
    playing = still.matches ? setTimeout(next, STEP) : requestAnimationFrame(frame);
  };
  const frame = (now) => {
    if (!begun) stage.hush();
    begun ||= now;
    const p = (now - begun) / (film.merges(i) ? MERGING : PLAIN);
    if (p >= 1) return next();
    stage.draw(i, p);
    playing = requestAnimationFrame(frame);
  };
  next();
}

button.dataset.play = button.querySelector(".word").textContent;
button.disabled = false;
button.addEventListener("click", () => (playing ? go({}) : play()));

let settling;
slider.addEventListener("input", async () => {
  const i = Number(slider.value);
  stop();
  clearTimeout(settling);
  await enter();
  show(i);
});
slider.addEventListener("change", async () => {
  const i = Number(slider.value);
  await filmed();
  clearTimeout(settling);
  settling = setTimeout(() => go({ on: film.steps[i].on }), 250);
});
slider.addEventListener("focus", () => filmed().then(() => tell(Number(slider.value))));
tell(current());
