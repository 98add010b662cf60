// A drawing that can be moved and enlarged: by wheel, by dragging, by two fingers, by keys and by buttons.
const ENLARGED = { least: 0.02, most: 4 };

/** A canvas for what `makeShapes` draws; `onpick` gets the `pick` of the box that was clicked. */
function viewport(label, makeShapes, onpick) {
  const canvas = element("canvas", { class: "drawing", tabindex: 0, role: "img", "aria-label": label });
  const frame = element("div", { class: "viewport" }, canvas);
  const context = canvas.getContext("2d");
  const at = { x: 0, y: 0, scale: 1 };
  let shapes = [];
  let isFitted = false;
  let isWaiting = false;

  const draw = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      const density = window.devicePixelRatio || 1;
      const [width, height] = [frame.clientWidth, frame.clientHeight];
      if (width === 0) return;
      if (!isFitted) fit();
      canvas.width = Math.round(width * density);
      canvas.height = Math.round(height * density);
      context.setTransform(density * at.scale, 0, 0, density * at.scale, density * at.x, density * at.y);
      const [left, top] = [-at.x / at.scale, -at.y / at.scale];
      paint(context, shapes, { left, top, right: left + width / at.scale, bottom: top + height / at.scale });
    });
  };
  const fit = () => {
    const { left, top, right, bottom } = boundsOf(shapes);
    const [width, height] = [frame.clientWidth, frame.clientHeight];
    if (width === 0) return;
    const scale = Math.min(1, (width - 32) / (right - left), (height - 32) / (bottom - top));
    at.scale = Math.max(scale, viewport.leastFit ?? 0.45);
    const isWide = (right - left) * at.scale > width - 32;
    at.x = isWide ? 16 - left * at.scale : (width - (right - left) * at.scale) / 2 - left * at.scale;
    at.y = (height - (bottom - top) * at.scale) / 2 - top * at.scale;
    if ((bottom - top) * at.scale > height - 32) at.y = 16 - top * at.scale;
    isFitted = true;
  };
  const enlarge = (factor, x = frame.clientWidth / 2, y = frame.clientHeight / 2) => {
    const scale = Math.min(ENLARGED.most, Math.max(ENLARGED.least, at.scale * factor));
    at.x = x - ((x - at.x) * scale) / at.scale;
    at.y = y - ((y - at.y) * scale) / at.scale;
    at.scale = scale;
    draw();
  };
  const move = (x, y) => {
    at.x += x;
    at.y += y;
    draw();
  };
  const boxAt = (event) => {
    const edge = canvas.getBoundingClientRect();
    const x = (event.clientX - edge.left - at.x) / at.scale;
    const y = (event.clientY - edge.top - at.y) / at.scale;
    return shapes.findLast((one) => one.pick && x >= one.x && x <= one.x + one.width && y >= one.y && y <= one.y + one.height);
  };
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const edge = canvas.getBoundingClientRect();
      enlarge(Math.exp(-event.deltaY * 0.0015), event.clientX - edge.left, event.clientY - edge.top);
    },
    { passive: false },
  );
  const fingers = new Map();
  let travelled = 0;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, event);
    travelled = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    canvas.style.cursor = boxAt(event) ? "pointer" : "grab";
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const [x, y] = [event.clientX - before.clientX, event.clientY - before.clientY];
    if (fingers.size === 2) {
      const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, finger]) => finger);
      const apart = (finger) => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY);
      const edge = canvas.getBoundingClientRect();
      enlarge(apart(event) / Math.max(1, apart(before)), (event.clientX + other.clientX) / 2 - edge.left, (event.clientY + other.clientY) / 2 - edge.top);
    } else move(x, y);
    travelled += Math.abs(x) + Math.abs(y);
    fingers.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => {
      fingers.delete(event.pointerId);
      if (end === "pointercancel" || travelled > 6) return;
      const box = boxAt(event);
      if (box) onpick(box.pick);
    });
  }
  const keys = {
    ArrowLeft: () => move(60, 0),
    ArrowRight: () => move(-60, 0),
    ArrowUp: () => move(0, 60),
    ArrowDown: () => move(0, -60),
    "+": () => enlarge(1.25),
    "=": () => enlarge(1.25),
    "-": () => enlarge(0.8),
    0: () => refit(),
  };
  canvas.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  const refit = () => {
    isFitted = false;
    draw();
  };
  const redraw = () => {
    shapes = makeShapes(frame.clientWidth, frame.clientHeight);
    draw();
  };
  let size = "";
  new ResizeObserver(() => {
    const now = `${frame.clientWidth}×${frame.clientHeight}`;
    if (now === size) return;
    size = now;
    isFitted = false;
    redraw();
  }).observe(frame);
  frame.append(
    element(
      "div",
      { class: "zoom" },
      iconButton("plus", say("zoom-in"), () => enlarge(1.25)),
      iconButton("minus", say("zoom-out"), () => enlarge(0.8)),
      iconButton("fit", say("zoom-fit"), refit),
    ),
  );
  return { view: frame, redraw, refit, shapes: () => shapes };
}

