// The years of the map of bonds: threads and dots grow, and what merges flows into its heir.

import { letter, made } from "./lettering.js";

const NUMBER = /-?\d*\.?\d+/g;
const between = (a, b, p) => a + (b - a) * p;
const eased = (p) => p * p * (3 - 2 * p);
const within = (p) => eased(Math.min(1, Math.max(0, p)));

/** All years of one picture, as `map.json` tells them, ready to be drawn. */
export class Film {
  constructor({ map, steps, names }) {
    Object.assign(this, map, { steps, names });
    this.days = steps.map((step) => step.on || map.today);
    this.paths = new Map(map.threads.map((thread) => [thread.pair, { ...thread, at: thread.d.match(NUMBER).map(Number) }]));
  }

  thickness = (n) => this.thread * (1.05 + 0.62 * (Math.max(n, 1) - 1) ** 0.85);
  radius = (n) => this.dot * (1.9 + 1.15 * Math.sqrt(Math.max(n, 1) - 0.6));

  /** Whether many tied units pass to others in a year. */
  merges(i) {
    const ended = ({ counts }) => counts?.[i - 1] && !counts[i];
    return Object.values(this.units).filter(ended).length > 5;
  }

  /** The thread another one has become by a year. */
  heir(pair, i) {
    let thread = this.paths.get(pair);
    while (thread && !thread.counts[i] && thread.heir) thread = this.paths.get(thread.heir);
    return thread?.counts[i] ? thread : null;
  }

  /** The unit another one has become by a year; one that only changed its status stays in place. */
  successor(key, i) {
    const { units, mergers, days } = this;
    for (let steps = 0; steps < 9; steps += 1) {
      const same = (other) => other !== key && units[other].counts?.[i] && String(units[other].at) === String(units[key].at);
      key = mergers.find((merger) => merger.from === key && merger.on <= days[i])?.to ?? Object.keys(units).find(same);
      if (!key || units[key].counts?.[i]) return key ? units[key] : null;
    }
    return null;
  }
}

/** What a film is drawn on: it stands over the picture of a day until that is drawn anew. */
export class Stage {
  /** @param land a picture of today, whose outlines the film does not repeat. */
  constructor(film, svg, land) {
    Object.assign(this, { film, svg, group: made("g", { class: "stage" }), shapes: [] });
    this.#layLand(land);
    const lines = this.group.appendChild(made("g", { class: "threads" }));
    const dots = this.group.appendChild(made("g", { class: "marks" }));
    const most = ({ counts }) => Math.max(...counts);
    this.threads = [...film.paths.values()].sort((a, b) => most(a) - most(b)).map((thread) => {
      const pulled = lines.appendChild(made("g", { class: "thread" }));
      const [casing, line] = ["casing", "line"].map((of) => pulled.appendChild(made("path", { class: of, pathLength: 1 })));
      return { ...thread, pulled, casing, line };
    });
    const near = new Set(this.threads.map((thread) => thread.pair.split("~")[0]));
    this.units = Object.entries(film.units).filter(([, unit]) => unit.counts).map(([key, unit]) => {
      const mark = dots.appendChild(made("g", { class: `mark ${near.has(key) ? "near" : "far"}` }));
      return { unit, key, mark, dot: mark.appendChild(made("circle", { class: "dot" })) };
    });
    svg.querySelector(".stage")?.remove();
    svg.classList.add("playing");
    svg.querySelector(".head").before(this.group);
  }

  #layLand(land) {
    const { units } = this.film;
    const groups = [...land.querySelectorAll(":scope > .land")];
    const drawn = new Map(groups.flatMap((side) => [...side.querySelectorAll("[data-unit]")].map((a) => [a.dataset.unit, [side, a.querySelector("path").getAttribute("d")]])));
    const country = new Map([...drawn].map(([unit, [side]]) => [unit.slice(0, 2), side]));
    const copies = new Map(groups.map((side) => [side, this.group.appendChild(side.cloneNode(false))]));
    for (const [unit, { land: former, from = "", until = "9999" }] of Object.entries(units)) {
      const [side, d] = drawn.get(unit) ?? [country.get(unit.slice(0, 2)), former];
      if (side && d) this.shapes.push({ unit, from, until, path: copies.get(side).appendChild(made("path", { d })) });
    }
  }

  /** Draw the way from the end of one year to that of the next, 0 to 1. */
  draw(i, p) {
    const { film } = this;
    const before = ({ counts }) => (i ? counts[i - 1] : 0);
    const grow = within(p), move = within((p - 0.5) * 2); // what merges moves in the second half
    this.#drawLand(p < 0.75 ? Math.max(i - 1, 0) : i);
    const fed = new Set();
    for (const thread of this.threads) {
      thread.next = before(thread) && !thread.counts[i] ? film.heir(thread.pair, i) : null;
      if (thread.next) fed.add(thread.next.pair);
    }
    for (const { pulled, casing, line, pair, d, at, next, counts, ...rest } of this.threads) {
      const a = before({ counts, ...rest }), b = counts[i];
      const hidden = p < 1 ? !a && (!b || fed.has(pair)) : !b;
      pulled.style.display = hidden ? "none" : "";
      if (hidden) continue;
      let n = 0;
      const path = next && p < 1 ? d.replace(NUMBER, () => between(at[n], next.at[n++], move).toFixed(1)) : d;
      const thick = between(film.thickness(a || b), film.thickness(b || next?.counts[i] || a), grow);
      for (const [drawn, width] of [[casing, thick + 2.4], [line, thick]]) {
        drawn.setAttribute("d", path);
        drawn.setAttribute("stroke-width", width);
        drawn.style.strokeDasharray = a || p === 1 ? "" : `${grow} 1`;
      }
    }
    const reached = new Set();
    for (const held of this.units) {
      held.next = before(held.unit) && !held.unit.counts[i] ? film.successor(held.key, i) : null;
      if (held.next) reached.add(held.next);
    }
    for (const { unit, mark, dot, next } of this.units) {
      const a = before(unit), b = unit.counts[i];
      const hidden = p < 1 ? !a && (!b || reached.has(unit)) : !b;
      mark.style.display = hidden ? "none" : "";
      if (hidden) continue;
      for (const [axis, name] of ["cx", "cy"].entries())
        dot.setAttribute(name, between(unit.at[axis], (next ?? unit).at[axis], move));
      dot.setAttribute("r", between(a ? film.radius(a) : 0, film.radius(b || next?.counts[i] || a), grow));
    }
  }

  #drawLand(i) {
    const day = this.film.days[i];
    for (const { unit, from, until, path } of this.shapes) {
      const stands = from <= day && day <= until;
      path.style.display = stands ? "" : "none";
      path.setAttribute("class", this.film.units[unit].counts?.[i] ? "unit linked" : "unit");
    }
  }

  /** Draw a year as it ended, with the names of its weightiest units. */
  rest(i) {
    this.draw(i, 1);
    this.hush();
    const few = this.film.view === "tall" ? 8 : 16;
    const weighty = this.units.filter(({ unit }) => unit.counts[i]).sort((a, b) => b.unit.counts[i] - a.unit.counts[i]);
    letter(this.svg, weighty.slice(0, few).map(({ key, unit, mark }) => [mark, this.film.names[key], unit.counts[i]]));
    this.group.append(this.svg.querySelector(".letters"));
  }

  hush() {
    this.svg.querySelector(".letters")?.remove();
  }
}
