// The tree of departments: only the lines that can be seen are in the page, however many there are.
const LINE_HEIGHT = 36;
/** How many lines the tree opens with at most. */
const LINES_AT_FIRST = 40;
/** From which level on lines are no longer indented further. */
const DEEPEST_INDENT = 20;

/** Which departments are open, and which one is chosen. */
const opened = new Set();
let chosen = -1;

/** Opens whole levels as long as few lines are shown. */
function openAtFirst() {
  let level = roots;
  let lines = level.length;
  while (level.length > 0) {
    const next = level.flatMap((department) => children[department]);
    lines += next.length;
    if (lines > LINES_AT_FIRST && opened.size > 0) return;
    level.forEach((department) => children[department].length > 0 && opened.add(department));
    if (lines > LINES_AT_FIRST) return;
    level = next;
  }
}
openAtFirst();

/** Whether only those are shown that anything became of. */
let onlyTouched = false;

/** Opens everything that anything became of below. */
function openTouched() {
  for (let index = 0; index < entries; index += 1) if (touched.all[index] && children[index].some((child) => touched.all[child])) opened.add(index);
}

/** The departments that are shown, from the top down. */
function shownLines() {
  const lines = [];
  const open = [...roots].reverse();
  while (open.length > 0) {
    const department = open.pop();
    if (onlyTouched && !touched.all[department]) continue;
    lines.push(department);
    if (opened.has(department)) {
      for (let at = children[department].length - 1; at >= 0; at -= 1) open.push(children[department][at]);
    }
  }
  return lines;
}

function treeView(onchoose) {
  let lines = shownLines();
  const sheet = element("div", { class: "tree-sheet", role: "presentation" });
  const tree = element("div", { class: "tree", role: "tree", tabindex: 0, "aria-label": say("tree") }, sheet);
  const inPage = new Map();

  const draw = () => {
    sheet.style.height = `${lines.length * LINE_HEIGHT}px`;
    const first = Math.max(0, Math.floor(tree.scrollTop / LINE_HEIGHT) - 8);
    const last = Math.min(lines.length, Math.ceil((tree.scrollTop + (tree.clientHeight || 600)) / LINE_HEIGHT) + 8);
    const wanted = new Set(lines.slice(first, last));
    for (const [department, line] of inPage) {
      if (!wanted.has(department)) {
        line.remove();
        inPage.delete(department);
      }
    }
    for (let at = first; at < last; at += 1) {
      const department = lines[at];
      if (!inPage.has(department)) {
        const line = treeLine(department, choose, toggle);
        inPage.set(department, line);
        sheet.append(line);
      }
      inPage.get(department).style.transform = `translateY(${at * LINE_HEIGHT}px)`;
    }
  };
  const redraw = () => {
    lines = shownLines();
    inPage.forEach((line) => line.remove());
    inPage.clear();
    draw();
    if (chosen >= 0) tree.setAttribute("aria-activedescendant", `department-${chosen}`);
  };
  const toggle = (department) => {
    if (!opened.delete(department)) opened.add(department);
    redraw();
  };
  const choose = (department) => {
    chosen = department;
    redraw();
    onchoose(department);
  };
  const reveal = (department) => {
    lineOf(department)
      .slice(0, -1)
      .forEach((above) => opened.add(above));
    chosen = department;
    redraw();
    const top = lines.indexOf(department) * LINE_HEIGHT;
    if (top < tree.scrollTop || top + LINE_HEIGHT > tree.scrollTop + tree.clientHeight) {
      tree.scrollTop = top - tree.clientHeight / 2 + LINE_HEIGHT;
    }
    draw();
  };
  const keys = {
    ArrowDown: (at) => lines[Math.min(at + 1, lines.length - 1)],
    ArrowUp: (at) => lines[Math.max(at - 1, 0)],
    Home: () => lines[0],
    End: () => lines[lines.length - 1],
    PageDown: (at) => lines[Math.min(at + 12, lines.length - 1)],
    PageUp: (at) => lines[Math.max(at - 12, 0)],
    ArrowRight: (at, department) => {
      if (children[department].length === 0) return department;
      if (opened.has(department)) return children[department][0];
      opened.add(department);
      return department;
    },
    ArrowLeft: (at, department) => {
      if (opened.delete(department)) return department;
      return departments.parent[department] >= 0 ? departments.parent[department] : department;
    },
    Enter: (at, department) => department,
    " ": (at, department) => {
      if (children[department].length > 0 && !opened.delete(department)) opened.add(department);
      return department;
    },
    "*": (at, department) => {
      const parent = departments.parent[department];
      (parent >= 0 ? children[parent] : roots).forEach((one) => children[one].length > 0 && opened.add(one));
      return department;
    },
  };
  tree.addEventListener("keydown", (event) => {
    const key = keys[event.key];
    if (!key || lines.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const at = Math.max(0, lines.indexOf(chosen));
    const next = chosen < 0 ? lines[0] : key(at, lines[at]);
    reveal(next);
    onchoose(next);
  });
  tree.addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
  new ResizeObserver(draw).observe(tree);
  draw();
  return { view: tree, redraw, reveal };
}

function treeLine(department, choose, toggle) {
  const parent = departments.parent[department];
  const siblings = parent >= 0 ? children[parent] : roots;
  const hasChildren = children[department].length > 0;
  const isOpen = opened.has(department);
  const twist = hasChildren
    ? element("span", { class: `twist${isOpen ? " twist-open" : ""}`, "aria-hidden": "true", onclick: (event) => { event.stopPropagation(); toggle(department); } }, icon("chevron"))
    : element("span", { class: "twist", "aria-hidden": "true" });
  const leaders = leadersOf(department);
  const mark = marks.own[department];
  const ownCount = marks.of.get(department)?.length ?? 0;
  const share = departments.all[roots[0]] > 0 ? departments.all[department] / Math.max(1, head.members) : 0;
  const bar = element("i", { class: "share", "aria-hidden": "true" });
  bar.style.setProperty("--share", Math.min(1, share).toFixed(4));
  const change = changeOf.department.get(department);
  const tone = toneOfDepartment(department);
  const inWords = [nameOf(department), headcountInWords(department), leaders.length > 0 && say("led-by", { names: leaders.slice(0, 3).join(" ") }), mark !== NO_MARK && say(`marked-${SEVERITIES[mark]}`, { count: ownCount }), changeInWords(department)];
  const line = element(
    "div",
    {
      class: `line${tone ? ` line-${tone}` : ""}`,
      role: "treeitem",
      id: `department-${department}`,
      "aria-level": depth[department] + 1,
      "aria-setsize": siblings.length,
      "aria-posinset": siblings.indexOf(department) + 1,
      "aria-expanded": hasChildren ? String(isOpen) : null,
      "aria-selected": String(chosen === department),
      "aria-label": inWords.filter(Boolean).join(say("comma")),
      onclick: () => choose(department),
      ondblclick: () => hasChildren && toggle(department),
    },
    twist,
    element("span", { class: "line-name" }, data(nameOf(department))),
    change?.was !== undefined && element("span", { class: "line-was" }, data(change.was)),
    isGhost(department) && element("span", { class: "line-leaders" }, say("moved-to", { department: pathOf(nowOf(department)) })),
    mark !== NO_MARK ? severityDot(mark) : severityDot(marks.all[department], true),
    changeBadges(change),
    !tone && touched.all[department] ? touchedDot(department) : null,
    leaders.length > 0 && element("span", { class: "line-leaders" }, data(leaders.slice(0, 3).join(" · "))),
    bar,
    headcount(department),
  );
  line.style.setProperty("--level", Math.min(depth[department], DEEPEST_INDENT));
  return line;
}

/** A dot where members changed; hollow where something below did. */
function touchedDot(department) {
  const isHere = touched.own[department] === 1;
  return element("span", { class: `dot dot-touched${isHere ? "" : " dot-below"}`, title: say(isHere ? "touched-here" : "touched-below") });
}

