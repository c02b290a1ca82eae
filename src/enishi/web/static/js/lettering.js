// Names on a drawn map, placed where no other name stands.

const SVG = "http://www.w3.org/2000/svg";
export function made(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

// Letters each [mark, name, number] beside its mark, where no other name stands.
export function letter(svg, wanted) {
  const letters = svg.appendChild(made("g", { class: "marks letters" }));
  const { width, height } = svg.viewBox.baseVal;
  const taken = [];
  for (const [mark, name, count] of wanted) {
    if (!mark) continue;
    const dot = mark.querySelector("circle");
    const [x, y, r] = ["cx", "cy", "r"].map((key) => Number(dot.getAttribute(key)));
    const near = mark.classList.contains("near");
    const group = letters.appendChild(made("g", { class: `mark ${near ? "near" : "far"}` }));
    const text = group.appendChild(made("text", {}, name));
    text.append(made("tspan", { dx: 4, class: "count" }, count));
    const w = text.getComputedTextLength();
    for (const [dx, dy] of places(r + 5, near)) {
      const left = dx < 0 ? x + dx - w : dx > 0 ? x + dx : x - w / 2;
      const box = [left, y + dy - 8, left + w, y + dy + 7];
      const free = box[0] >= 0 && box[2] <= width && box[1] >= 0 && box[3] <= height &&
        !taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3]);
      if (!free) continue;
      taken.push(box);
      text.setAttribute("x", left);
      text.setAttribute("y", y + dy + 4.5);
      if (Math.hypot(dx, dy) > r + 20)
        group.prepend(made("path", { class: "leader", d: `M${x} ${y}L${dx < 0 ? left + w + 3 : left - 3} ${y + dy}` }));
      break;
    }
    if (!text.hasAttribute("x")) group.remove();
  }
}

function* places(reach, near) {
  const out = near ? -1 : 1;
  yield* [[out * reach, 0], [out * reach * 0.7, reach], [out * reach * 0.7, -reach], [-out * reach, 0], [0, reach + 9], [0, -reach - 9]];
  for (const far of [26, 44, 62, 84, 108])
    for (const [dx, dy] of near ? [[-1, 0.3], [-1, -0.3], [-0.7, 0.8], [-0.7, -0.8]] : [[0.7, 0.8], [1, 0.4], [0.3, 1], [1, -0.3], [-0.7, 0.8]])
      yield [dx * far, dy * far];
}

