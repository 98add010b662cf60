// A drawing as a list of boxes, lines and texts, painted on a canvas or written as SVG.
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';
/** How large an exported picture gets at most, in pixels a side and in all. */
const LARGEST = { side: 16000, area: 64e6 };

/** How the edge of what is no longer there is drawn. */
const DASHES = [5, 4];

const measuring = document.createElement("canvas").getContext("2d");

/** The beginning of `text` that fits into `width`. */
function fitting(text, width, size, weight = 400) {
  measuring.font = `${weight} ${size}px ${FONT}`;
  if (measuring.measureText(text).width <= width) return text;
  const signs = [...text];
  let [fits, fails] = [0, signs.length];
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1;
    if (measuring.measureText(`${signs.slice(0, middle).join("")}…`).width <= width) fits = middle;
    else fails = middle;
  }
  return fits === 0 ? "" : `${signs.slice(0, fits).join("")}…`;
}

/** A colour of the page by its name. */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The space the shapes of a drawing take. */
function boundsOf(shapes) {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const one of shapes) {
    if (one.kind !== "box") continue;
    bounds.left = Math.min(bounds.left, one.x);
    bounds.top = Math.min(bounds.top, one.y);
    bounds.right = Math.max(bounds.right, one.x + one.width);
    bounds.bottom = Math.max(bounds.bottom, one.y + one.height);
  }
  return bounds.left === Infinity ? { left: 0, top: 0, right: 1, bottom: 1 } : bounds;
}

/** Paints those of `shapes` that lie in `window`. */
function paint(context, shapes, window) {
  const isSeen = (left, top, right, bottom) => right >= window.left && left <= window.right && bottom >= window.top && top <= window.bottom;
  for (const one of shapes) {
    if (one.kind === "line") {
      const { from, to } = one;
      if (!isSeen(Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y))) continue;
      const middle = (from.x + to.x) / 2;
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.bezierCurveTo(middle, from.y, middle, to.y, to.x, to.y);
      context.strokeStyle = one.stroke;
      context.lineWidth = 1.25;
      context.stroke();
    } else if (one.kind === "box") {
      if (!isSeen(one.x, one.y, one.x + one.width, one.y + one.height)) continue;
      context.beginPath();
      context.roundRect(one.x, one.y, one.width, one.height, one.radius ?? 0);
      if (one.fill) {
        context.fillStyle = one.fill;
        context.fill();
      }
      if (one.stroke) {
        context.strokeStyle = one.stroke;
        context.lineWidth = one.thickness ?? 1;
        context.setLineDash(one.isDashed ? DASHES : []);
        context.stroke();
        context.setLineDash([]);
      }
    } else {
      if (!isSeen(one.x - 300, one.y - 20, one.x + 300, one.y + 20)) continue;
      context.font = `${one.weight ?? 400} ${one.size}px ${FONT}`;
      context.fillStyle = one.fill;
      context.textAlign = one.align ?? "left";
      context.textBaseline = "alphabetic";
      context.fillText(one.text, one.x, one.y);
      if (one.isStruck) context.fillRect(one.x, one.y - one.size * 0.35, context.measureText(one.text).width, 1.25);
    }
  }
}

/** The drawing as an SVG document. */
function svgOf(shapes, margin) {
  const { left, top, right, bottom } = boundsOf(shapes);
  const [width, height] = [right - left + 2 * margin, bottom - top + 2 * margin];
  const drawn = shapes.map((one) => {
    if (one.kind === "line") {
      const { from, to } = one;
      const middle = (from.x + to.x) / 2;
      return shape("path", { d: `M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`, fill: "none", stroke: one.stroke, "stroke-width": 1.25 });
    }
    if (one.kind === "box") {
      const { x, y, width, height } = one;
      return shape("rect", { x, y, width, height, rx: one.radius ?? 0, fill: one.fill ?? "none", stroke: one.stroke, "stroke-width": one.thickness ?? 1, "stroke-dasharray": one.isDashed ? DASHES.join(" ") : null });
    }
    const anchor = { left: null, right: "end", center: "middle" }[one.align ?? "left"];
    return shape("text", { x: one.x, y: one.y, fill: one.fill, "font-size": one.size, "font-weight": one.weight, "text-anchor": anchor, "text-decoration": one.isStruck ? "line-through" : null }, one.text);
  });
  const ground = shape("rect", { x: left - margin, y: top - margin, width, height, fill: colour("surface") });
  const drawing = shape("svg", { viewBox: `${left - margin} ${top - margin} ${width} ${height}`, width, height, "font-family": FONT }, ground, drawn);
  return new Blob([new XMLSerializer().serializeToString(drawing)], { type: "image/svg+xml" });
}

/** The drawing as a PNG file, as sharp as there is room for. */
function pngOf(shapes, margin) {
  const { left, top, right, bottom } = boundsOf(shapes);
  const [width, height] = [right - left + 2 * margin, bottom - top + 2 * margin];
  const scale = Math.min(2, LARGEST.side / width, LARGEST.side / height, Math.sqrt(LARGEST.area / (width * height)));
  const canvas = element("canvas", { width: Math.ceil(width * scale), height: Math.ceil(height * scale) });
  const context = canvas.getContext("2d");
  context.fillStyle = colour("surface");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(scale, 0, 0, scale, (margin - left) * scale, (margin - top) * scale);
  paint(context, shapes, { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity });
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** Lets the reader keep `blob` as a file. */
function download(blob, ending) {
  const address = URL.createObjectURL(blob);
  const name = (head.company ?? say("page-chart")).replace(/[\\/:*?"<>|\s]+/g, "-");
  const link = element("a", { href: address, download: `${name}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

