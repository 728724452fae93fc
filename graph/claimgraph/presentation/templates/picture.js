// The picture as a file: PNG of what is seen, SVG of the whole scene.

function savePng() {
  const canvas = byId("canvas").querySelector("canvas");
  const copied = make("canvas", { width: canvas.width, height: canvas.height });
  const ctx = copied.getContext("2d");
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, copied.width, copied.height);
  ctx.drawImage(canvas, 0, 0);
  copied.toBlob((blob) => download("graph.png", blob));
}

function saveSvg() {
  light(null);
  const { left, right, top, bottom } = bounds(shown.nodes.keys());
  const edge = 28;
  const [width, height] = [right - left + 2 * edge, bottom - top + 2 * edge];
  const pen = new SvgPen(byId("canvas").querySelector("canvas").getContext("2d"));
  pen.fillStyle = colours.paper;
  pen.fillRect(left - edge, top - edge, width, height);
  drawRails(pen);
  const drawn = edgeSet.getIds().map((id) => network.body.edges[id]).filter((one) => one?.connected);
  for (const one of drawn) one.draw(pen);
  for (const [id, { x, y }] of shown.nodes) card({ ctx: pen, id, x, y, state: {} }).drawNode();
  for (const one of drawn) one.drawArrows(pen);
  const picture = make("svg", { width, height, viewBox: [left - edge, top - edge, width, height].join(" ") },
    make("title", {}, byId("scene").selectedOptions[0]?.textContent ?? "Graph"), pen.marks);
  // Characters that XML cannot hold are left out.
  const text = new XMLSerializer().serializeToString(picture).replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
  download("graph.svg", new Blob([text], { type: "image/svg+xml" }));
}

// Takes the calls that draw on a canvas and makes SVG of them. Text stays text.
class SvgPen {
  marks = [];
  #ctx;
  #path = "";
  #dashes = [];
  #saved = [];

  constructor(ctx) {
    this.#ctx = ctx;
    Object.assign(this, { globalAlpha: 1, lineWidth: 1, lineCap: "butt", font: "12px sans-serif", textAlign: "left", textBaseline: "alphabetic", fillStyle: "#000", strokeStyle: "#000" });
  }

  save() { this.#saved.push([{ ...this, marks: undefined }, this.#dashes]); }
  restore() {
    const [state, dashes] = this.#saved.pop();
    delete state.marks;
    Object.assign(this, state);
    this.#dashes = dashes;
  }
  setLineDash(dashes) { this.#dashes = dashes; }
  measureText(text) { this.#ctx.font = this.font; return this.#ctx.measureText(text); }
  beginPath() { this.#path = ""; }
  closePath() { this.#path += "Z"; }
  moveTo(x, y) { this.#add("M", x, y); }
  lineTo(x, y) { this.#add("L", x, y); }
  quadraticCurveTo(...points) { this.#add("Q", ...points); }
  bezierCurveTo(...points) { this.#add("C", ...points); }
  roundRect(x, y, width, height, wanted) {
    const r = Math.min(wanted, width / 2, height / 2);
    this.moveTo(x + r, y);
    const corner = (dx, dy, ax, ay) => { this.#path += `l${dx} ${dy}a${r} ${r} 0 0 1 ${ax} ${ay}`; };
    corner(width - 2 * r, 0, r, r);
    corner(0, height - 2 * r, -r, r);
    corner(2 * r - width, 0, -r, -r);
    corner(0, 2 * r - height, r, -r);
    this.closePath();
  }
  fill() { this.#mark("path", { d: this.#path, ...this.#colour("fill", this.fillStyle) }); }
  stroke() {
    this.#mark("path", { d: this.#path, fill: "none", ...this.#colour("stroke", this.strokeStyle), "stroke-width": this.lineWidth, "stroke-linecap": this.lineCap, "stroke-dasharray": this.#dashes.join(" ") || null });
  }
  fillRect(x, y, width, height) { this.#mark("rect", { x, y, width, height, ...this.#colour("fill", this.fillStyle) }); }
  fillText(text, x, y) {
    const [, weight, size, family] = this.font.trim().match(/^(?:(\w+)\s+)?([\d.]+)px\s+(.+)$/);
    this.#mark("text", {
      x, y, ...this.#colour("fill", this.fillStyle), "font-family": family, "font-size": size, "font-weight": weight,
      "text-anchor": { center: "middle", right: "end" }[this.textAlign], dy: this.textBaseline === "middle" ? "0.35em" : null,
    }, text);
  }

  #add(command, ...points) { this.#path += command + points.map((one) => Math.round(one * 100) / 100).join(" "); }
  #colour(name, colour) {
    const [, rgb, alpha] = String(colour).match(/^rgba\((.+),\s*([\d.]+)\)$/) ?? [];
    const opacity = this.globalAlpha * (alpha ?? 1);
    return { [name]: rgb ? `rgb(${rgb})` : colour, [`${name}-opacity`]: opacity < 1 ? opacity : null };
  }
  #mark(name, properties, ...children) { this.marks.push(make(name, properties, ...children)); }
}
