// The departments as areas, each as large as it has heads.
/** How many levels are drawn below the one in focus, and how many departments of one level. */
const AREAS = { levels: 3, most: 300 };
const HUES = [200, 28, 150, 265, 345, 90, 220, 48];

/** The department whose inside fills the drawing; -1 for all of them. */
let focus = -1;

/** Heads of a department and of all below it, a second post counted where it is, of a removed one those it had;
 * without any heads, departments. Beside them the same without those that were removed. */
const { weights, present } = (() => {
  const hasHeads = departments.own.some((heads) => heads > 0);
  const headsOf = (heads, index) => (isRemoved(index) ? earlier.own[index] : heads);
  const weights = Float64Array.from(departments.own, (heads, index) => (hasHeads ? headsOf(heads, index) : isGhost(index) ? 0 : 1));
  const present = weights.map((weight, index) => (isPast(index) ? 0 : weight));
  for (let index = entries - 1; index >= 0; index -= 1) {
    const parent = departments.parent[index];
    if (parent < 0) continue;
    weights[parent] += weights[index];
    present[parent] += present[index];
  }
  return { weights, present };
})();

/** The heads an area stands for. */
function headsOfArea({ data: { department, rest, isOwn }, value }) {
  return rest || isOwn || isPast(department) ? value : present[department];
}

/** So much of `colour` in `ground`, both written as #rrggbb. */
function tinted(colour, ground, share) {
  const parts = (text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
  const [over, under] = [parts(colour), parts(ground)];
  return `rgb(${over.map((part, at) => Math.round(part * share + under[at] * (1 - share))).join(" ")})`;
}

function treemapView(onchoose) {
  const way = element("nav", { class: "crumbs", "aria-label": say("crumbs") });
  const picture = viewport(say("treemap"), treemapShapes, ({ department }) => {
    if (department === undefined) return;
    chosen = department;
    if (children[department].length > 0 && department !== focus) focus = department;
    refresh();
    onchoose(department);
  });
  const refresh = () => {
    const step = (department, name) =>
      element("button", { type: "button", class: "link", disabled: department === focus, onclick: () => { focus = department; refresh(); } }, data(name));
    const { line, sign } = focus < 0 ? { line: [], sign: "" } : shortLineOf(focus);
    way.replaceChildren(step(-1, say("everything")), sign && ` › ${sign.slice(0, 1)}`, ...line.flatMap((one) => [element("span", { "aria-hidden": "true" }, " › "), step(one, nameOf(one))]));
    picture.refit();
    picture.redraw();
  };
  const reveal = (department) => {
    chosen = department;
    focus = departments.parent[department];
    refresh();
  };
  const view = element("div", { class: "treemap" }, way, picture.view);
  refresh();
  return { ...picture, view, reveal };
}

function treemapShapes(width, height) {
  if (width === 0) return [];
  const grow = (department, level) => {
    const below = department < 0 ? roots : children[department];
    if (below.length === 0 || level > AREAS.levels) return { department, value: weights[department] };
    const sorted = [...below].sort((a, b) => weights[b] - weights[a]);
    const inside = sorted.slice(0, AREAS.most).map((one) => grow(one, level + 1));
    const rest = sorted.slice(AREAS.most);
    if (rest.length > 0) inside.push({ rest: rest.length, value: rest.reduce((sum, one) => sum + weights[one], 0) });
    const own = department < 0 ? 0 : weights[department] - below.reduce((sum, one) => sum + weights[one], 0);
    if (own > 0) inside.push({ department, isOwn: true, value: own });
    return { department, children: inside };
  };
  const tree = d3.hierarchy(grow(focus, 1)).sum((node) => (node.children ? 0 : node.value));
  d3.treemap().size([width - 32, height - 32]).paddingInner(3).paddingOuter(3).paddingTop((node) => (node.depth > 0 && node.children ? 22 : 3)).round(true)(tree);
  const isDark = document.documentElement.dataset.theme === "dark";
  const [ink, faint] = [colour("ink"), colour("muted")];
  const shapes = [];
  // Where one department has most of the heads, those below it are told apart by colour.
  const largest = (tree.children ?? []).find((node) => node.value > tree.value * 0.6 && node.children);
  const colourDepth = largest ? 2 : 1;
  const top = largest ? largest.children : (tree.children ?? []);
  for (const node of tree.descendants()) {
    const [wide, high] = [node.x1 - node.x0, node.y1 - node.y0];
    if (node.depth === 0 || wide < 2 || high < 2) continue;
    const { department, rest, isOwn } = node.data;
    const branch = top.indexOf(node.ancestors().find((one) => one.depth === colourDepth));
    const hue = HUES[(branch + HUES.length) % HUES.length];
    const lightness = isDark ? 20 + 5 * node.depth : 96 - 4 * node.depth;
    const mark = rest || isOwn ? NO_MARK : node.children ? marks.own[department] : marks.all[department];
    const tone = rest || isOwn ? null : toneOfDepartment(department);
    const shade = differences ? `210 ${isDark ? 10 : 16}%` : `${hue} ${isDark ? 28 : 46}%`;
    const fill = tone ? tinted(colour(`change-${tone}`), colour("surface"), isDark ? 0.28 : 0.2) : `hsl(${shade} ${lightness}%)`;
    const edge = tone ? colour(`change-${tone}`) : mark !== NO_MARK ? colour(SEVERITIES[mark]) : department === chosen && !isOwn ? colour("accent") : undefined;
    shapes.push({ kind: "box", x: node.x0, y: node.y0, width: wide, height: high, radius: 4, fill, stroke: edge, thickness: edge ? 2 : 0, isDashed: !rest && isPast(department), pick: { department } });
    if (wide < 30 || high < 16) continue;
    const name = rest ? say("other-departments", { count: rest }) : isOwn ? say("own-heads") : nameOf(department);
    const label = fitting(name, wide - 12, 12, 600);
    if (!label) continue;
    shapes.push({ kind: "text", x: node.x0 + 6, y: node.y0 + 16, size: 12, weight: node.children ? 600 : 500, fill: isOwn || rest ? faint : tone ? edge : ink, isStruck: !rest && isPast(department), text: label });
    if (high >= 36 && !node.children) shapes.push({ kind: "text", x: node.x0 + 6, y: node.y0 + 32, size: 11, fill: faint, text: fitting(number(headsOfArea(node)), wide - 12, 11) });
    else if (node.children && wide > 140) {
      measuring.font = `600 12px ${FONT}`;
      if (measuring.measureText(label).width < wide - 70) shapes.push({ kind: "text", x: node.x1 - 6, y: node.y0 + 16, size: 11, align: "right", fill: faint, text: number(headsOfArea(node)) });
    }
  }
  return shapes;
}

