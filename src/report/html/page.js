// The page as a whole: its parts under tabs, in the language and the light chosen; what is made ready for printing.

/** How many departments the printed outline has at most. */
const OUTLINE = 400;

let openPanel = () => {};

/** The parts of the page that there is something to show in. */
function parts() {
  const { check, plan } = head;
  const hasLosses = check?.losses.some((loss) => !plan || loss.rows.length > 0) || plan?.notes.length + plan?.refusals.length > 0;
  const found = findings?.list.length > 0 && { name: "findings", count: findings.codes.reduce((sum, code) => sum + code.count, 0), panel: findingsPanel };
  return [
    differences && { name: "changes", count: differences.list.length + differences.left_out, panel: changesPanel },
    differences && { name: "heads", panel: headsPanel },
    !plan && found,
    (differences || !plan) && { name: "chart", panel: chartPanel },
    operations && { name: "operations", count: plan.requests, panel: operationsPanel },
    plan && found,
    corrections && { name: "corrections", count: corrections.list.length + corrections.left_out, panel: correctionsPanel },
    hasLosses && { name: "loss", title: plan ? say("tab-left-out") : undefined, panel: lossPanel },
    sheets[0].length > 0 && { name: "reading", panel: readingPanel },
  ].filter(Boolean);
}

function build() {
  const root = document.getElementById("page");
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = [head.company, say(`page-${head.kind}`)].filter(Boolean).join(" · ");
  const shown = parts();
  const tabs = shown.map(({ name, title, count }) =>
    element(
      "button",
      { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, onclick: () => openPanel(name) },
      title ?? say(`tab-${name}`),
      count !== undefined && element("span", { class: "count" }, number(count)),
    ),
  );
  const panels = shown.map(({ name, title }) => element("section", { role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}`, tabindex: -1 }, element("h2", { class: "print-title" }, title ?? say(`tab-${name}`))));
  const filled = new Set();
  const fill = (index) => {
    if (filled.has(index)) return;
    filled.add(index);
    panels[index].append(shown[index].panel());
  };
  openPanel = (name) => {
    const wanted = Math.max(0, shown.findIndex((part) => part.name === name));
    panels.forEach((panel, index) => {
      panel.hidden = index !== wanted;
      dress(tabs[index], { "aria-selected": String(index === wanted), tabindex: index === wanted ? 0 : -1 }, []);
    });
    fill(wanted);
    openPanel.now = shown[wanted].name;
  };
  const list = element(
    "div",
    {
      class: "tabs",
      role: "tablist",
      "aria-label": say("parts"),
      hidden: shown.length < 2,
      onkeydown: (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        const next = (tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length;
        openPanel(shown[next].name);
        tabs[next].focus();
      },
    },
    tabs,
  );
  const top = [masthead(), ...verdict(), numbers(), head.plan && planCard(), head.made && signature()];
  root.replaceChildren(...top.filter(Boolean), element("main", {}, list, panels), foot());
  // The chart is there from the start, as findings lead into it.
  const chart = shown.findIndex((part) => part.name === "chart");
  if (chart >= 0) fill(chart);
  openPanel(openPanel.now ?? location.hash.slice(1));
  build.fillAll = () => shown.forEach((part, index) => fill(index));
}

/** Where to sign, on paper. */
function signature() {
  const line = (name) => element("div", {}, element("span", {}, say(name)), element("i", {}));
  return element("div", { class: "signature" }, line(head.plan ? "sign-plan" : "sign-name"), line("sign-date"));
}

function foot() {
  const privacy = say(head.unmasked ? "privacy-unmasked" : "privacy-masked");
  return element("footer", { class: "foot" }, element("p", {}, privacy, " ", say("made-by")));
}

/** What is only printed: the upper levels of the chart, and how much the page has beside. */
function outline() {
  let deepest = 0;
  let total = 0;
  const sizes = [];
  for (let index = 0; index < entries; index += 1) sizes[depth[index]] = (sizes[depth[index]] ?? 0) + 1;
  while (deepest < sizes.length && (total += sizes[deepest]) <= OUTLINE) deepest += 1;
  const line = (department) => {
    const tone = toneOfDepartment(department);
    const item = element("li", { class: tone ? `line-${tone}` : null }, severityDot(marks.all[department]), element("span", { class: "line-name" }, data(nameOf(department))), " ", changeBadges(changeOf.department.get(department)), headcount(department));
    item.style.setProperty("--level", depth[department]);
    return item;
  };
  const lines = [];
  const open = [...roots].reverse();
  while (open.length > 0 && lines.length < OUTLINE) {
    const department = open.pop();
    if (depth[department] >= Math.max(1, deepest)) continue;
    lines.push(line(department));
    for (let at = children[department].length - 1; at >= 0; at -= 1) open.push(children[department][at]);
  }
  const missing = entries - lines.length;
  return element("div", { class: "outline" }, element("ul", {}, lines), missing > 0 && element("p", { class: "muted" }, say("outline-more", { count: missing })));
}

window.addEventListener("beforeprint", () => {
  build.fillAll();
  document.querySelectorAll(".operations details").forEach((details) => (details.open = true));
  const added = [];
  const add = (name, thing) => {
    const panel = document.querySelector(`#panel-${name}`);
    panel?.append(thing);
    if (panel) added.push(thing);
  };
  add("chart", outline());
  const unprinted = [
    ["findings", "print-more", fillFindings.forPrint?.() ?? 0],
    ["changes", "print-more-changes", fillChanges.forPrint?.() ?? 0],
    ["heads", "outline-more", headsPanel.forPrint?.() ?? 0],
    ["operations", "print-more-operations", operationsPanel.forPrint?.() ?? 0],
  ];
  for (const [name, sentence, count] of unprinted) if (count > 0) add(name, element("p", { class: "muted print-only" }, say(sentence, { count })));
  window.addEventListener("afterprint", () => added.forEach((one) => one.remove()), { once: true });
});

const wantsDark = window.matchMedia("(prefers-color-scheme: dark)");
document.documentElement.dataset.theme = wantsDark.matches ? "dark" : "light";
wantsDark.addEventListener("change", () => {
  document.documentElement.dataset.theme = wantsDark.matches ? "dark" : "light";
  build();
});
build();
