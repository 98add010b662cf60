// The departments as boxes joined by lines, laid out from left to right.
const BOX = { width: 176, height: 46, across: 56, along: 236 };
/** How many boxes there are at first, and at most. */
const BOXES = { first: 40, most: 1500 };

/** Which departments show what is below them in the diagram. */
const unfolded = new Set();

/** Unfolds whole levels as long as few boxes are shown. */
function unfoldAtFirst() {
  let level = roots;
  let boxes = level.length;
  while (level.length > 0) {
    const next = level.flatMap((department) => children[department]);
    boxes += next.length;
    if (boxes > BOXES.first && unfolded.size > 0) return;
    if (boxes > BOXES.most) return;
    level.forEach((department) => children[department].length > 0 && unfolded.add(department));
    level = next;
  }
}
unfoldAtFirst();

function diagramView(onchoose) {
  const picture = viewport(say("diagram"), diagramShapes, ({ department, isFold }) => {
    if (isFold) {
      fold(department);
      picture.redraw();
    } else {
      chosen = department;
      picture.redraw();
      onchoose(department);
    }
  });
  picture.reveal = (department) => {
    lineOf(department)
      .slice(0, -1)
      .forEach((above) => unfolded.add(above));
    chosen = department;
    picture.redraw();
  };
  return picture;
}

function fold(department) {
  if (unfolded.delete(department)) return;
  let boxes = 0;
  unfolded.forEach((open) => (boxes += children[open].length));
  if (boxes + children[department].length <= BOXES.most) unfolded.add(department);
  else announce(say("too-many-boxes"));
}

function diagramShapes() {
  const top = { department: -1, children: roots };
  let room = BOXES.most;
  const tree = d3.hierarchy(top, (node) => {
    const below = node.department === -1 ? roots : unfolded.has(node.department) ? children[node.department] : [];
    const shown = below.slice(0, room);
    room -= shown.length;
    return shown.map((department) => ({ department }));
  });
  d3.tree().nodeSize([BOX.across, BOX.along]).separation((a, b) => (a.parent === b.parent ? 1 : 1.25))(tree);
  const colours = { line: colour("line-strong"), surface: colour("raised"), ink: colour("ink"), muted: colour("muted"), accent: colour("accent"), rule: colour("line"), chosen: colour("accent-soft"), marks: SEVERITIES.map(colour) };
  const lines = [];
  const boxes = [];
  for (const node of tree.descendants().slice(1)) {
    const { department } = node.data;
    const [x, y] = [node.y - BOX.along, node.x - BOX.height / 2];
    if (node.parent.data.department >= 0) {
      const from = { x: node.parent.y - BOX.along + BOX.width, y: node.parent.x };
      lines.push({ kind: "line", from, to: { x, y: node.x }, stroke: colours.line });
    }
    boxes.push(...diagramBox(department, x, y, colours));
  }
  return [...lines, ...boxes];
}

function diagramBox(department, x, y, colours) {
  const mark = marks.own[department];
  const tone = toneOfDepartment(department);
  const isChosen = department === chosen;
  const edge = tone ? colour(`change-${tone}`) : mark !== NO_MARK ? colours.marks[mark] : isChosen ? colours.accent : colours.rule;
  const hasMark = tone || mark !== NO_MARK || isChosen;
  const isGone = isPast(department);
  const shapes = [
    { kind: "box", x, y, width: BOX.width, height: BOX.height, radius: 7, fill: isChosen ? colours.chosen : colours.surface, stroke: edge, thickness: hasMark ? 2 : 1, isDashed: isGone, pick: { department } },
    { kind: "text", x: x + 12, y: y + 20, size: 13, weight: 600, fill: tone ? edge : colours.ink, isStruck: isGone, text: fitting(nameOf(department), BOX.width - 24, 13, 600) },
    { kind: "text", x: x + 12, y: y + 37, size: 11, fill: colours.muted, text: fitting(secondLineOf(department), BOX.width - 24, 11) },
  ];
  const hidden = children[department].length;
  if (hidden > 0) {
    const isOpen = unfolded.has(department);
    const inside = isOpen ? NO_MARK : marks.all[department];
    const knob = inside !== NO_MARK && mark === NO_MARK ? colours.marks[inside] : colours.line;
    shapes.push({ kind: "box", x: x + BOX.width - 9, y: y + BOX.height / 2 - 9, width: isOpen ? 18 : 30, height: 18, radius: 9, fill: colours.surface, stroke: knob, thickness: 1.25, pick: { department, isFold: true } });
    shapes.push({ kind: "text", x: x + BOX.width + (isOpen ? 0 : 6), y: y + BOX.height / 2 + 4, size: 11, weight: 600, align: "center", fill: colours.muted, text: isOpen ? "–" : hidden > 99 ? "99+" : `+${hidden}` });
  }
  return shapes;
}

/** What stands below the name in a box: what became of the department, who leads it, how many heads it has. */
function secondLineOf(department) {
  if (isGhost(department)) return say("moved-to", { department: nameOf(departments.parent[nowOf(department)]) });
  const difference = changeOf.department.get(department);
  if (isRemoved(department)) return `${told(differences.kinds[difference.kinds[0]].word)} · ${say("heads", { own: earlier.all[department] })}`;
  const change = deltaOf(department);
  const heads = say("heads", { own: departments.all[department] }) + (change === 0 ? "" : ` ${signed(change)}`);
  if (difference?.was !== undefined) return `${say("was-called", { name: difference.was })} · ${heads}`;
  const leader = leadersOf(department)[0];
  const word = difference && told(differences.kinds[difference.kinds[0]].word);
  return [word, leader, heads].filter(Boolean).join(" · ");
}

