// The org chart: search, three ways to look at it, and beside it what there is to tell of the department chosen.
const VIEWS = { tree: treeView, diagram: diagramView, treemap: treemapView };
let viewName = "tree";

/** Shows `department`, and `member` in it. Replaced by the chart once it is in the page. */
let showInChart = () => {};

/** Says something to those who do not see the page change. */
let announce = () => {};

function chartPanel() {
  const details = element("aside", { class: "details", "aria-label": say("details") });
  const stage = element("div", { class: "stage" });
  const tools = element("div", { class: "bar" });
  const status = element("p", { class: "sr-only", role: "status" });
  announce = (text) => (status.textContent = text);
  let view = null;

  const choose = (department, member) => {
    details.replaceChildren(...detailsOf(department, member).filter(Boolean));
    details.scrollTop = 0;
  };
  const change = (name) => {
    viewName = name;
    view = VIEWS[name]((department) => choose(department));
    stage.replaceChildren(view.view);
    stage.className = `stage stage-${name}`;
    tools.replaceChildren(...toolbar());
  };
  const toolbar = () => [
    chartSearch(),
    element(
      "div",
      { class: "segments", role: "group", "aria-label": say("view") },
      Object.keys(VIEWS).map((name) => element("button", { type: "button", "aria-pressed": viewName === name, onclick: () => change(name) }, say(`view-${name}`))),
    ),
    viewName === "tree" ? treeButtons() : pictureButtons(),
  ];
  const treeButtons = () => {
    const all = (isOpen) => () => {
      opened.clear();
      if (isOpen) for (let index = 0; index < entries; index += 1) children[index].length > 0 && opened.add(index);
      view.redraw();
    };
    return element(
      "div",
      { class: "buttons" },
      element("button", { type: "button", onclick: all(true) }, say("open-all")),
      element("button", { type: "button", onclick: all(false) }, say("close-all")),
      differences && touchedButton(),
    );
  };
  const touchedButton = () =>
    element(
      "button",
      {
        type: "button",
        "aria-pressed": String(onlyTouched),
        onclick: (event) => {
          onlyTouched = !onlyTouched;
          if (onlyTouched) openTouched();
          event.target.setAttribute("aria-pressed", String(onlyTouched));
          view.redraw();
        },
      },
      say("only-changed"),
    );
  const pictureButtons = () =>
    element(
      "div",
      { class: "buttons" },
      element("button", { type: "button", onclick: async () => download(await pngOf(view.shapes(), 24), "png") }, say("save-png")),
      element("button", { type: "button", onclick: () => download(svgOf(view.shapes(), 24), "svg") }, say("save-svg")),
    );
  showInChart = (department, member) => {
    openPanel("chart");
    if (onlyTouched && !touched.all[department]) {
      onlyTouched = false;
      tools.replaceChildren(...toolbar());
    }
    view.reveal(department);
    choose(department, member);
    const isNarrow = window.matchMedia("(max-width: 900px)").matches;
    (isNarrow ? details : tools).scrollIntoView({ block: "start" });
  };
  if (chosen < 0 && entries > 0) chosen = roots[0];
  change(viewName);
  choose(chosen);
  const leftOut = departments.left_out > 0 && element("p", { class: "muted" }, say("departments-left-out", { count: departments.left_out }));
  return element("div", { class: "chart" }, tools, leftOut, legend(), element("div", { class: "chart-body" }, stage, details), status);
}

/** What the colours mean; only those that are there. */
function legend() {
  const severities = SEVERITIES.filter((name, severity) => marks.own.includes(severity));
  const kinds = (differences?.kinds ?? []).map((kind, index) => index).filter((kind) => !differences.kinds[kind].is_of_members && differences.kinds[kind].count > 0);
  const hasLevels = children.some((below) => below.length > 0);
  const items = [
    ...severities.map((name) => element("li", {}, element("span", { class: `dot dot-${name}` }), say(`severity-${name}`))),
    severities.length > 0 && element("li", {}, element("span", { class: "dot dot-below dot-error" }), say("mark-below")),
    ...kinds.map((kind) => element("li", {}, changeBadge(kind))),
    differences?.list.length > 0 && element("li", {}, element("span", { class: "dot dot-touched" }), say("touched-here")),
    differences?.list.length > 0 && element("li", {}, element("span", { class: "dot dot-touched dot-below" }), say("touched-below")),
    hasLevels && element("li", { class: "legend-heads" }, element("span", { class: "heads" }, element("b", {}, say("fact-all")), element("small", {}, say("fact-own")))),
  ].filter(Boolean);
  return items.length > 0 ? element("ul", { class: "legend", "aria-label": say("legend") }, items) : null;
}

