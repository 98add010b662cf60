// The page as a whole: its parts under tabs, in the language and the light chosen; what is made ready for printing.

/** How many departments the printed outline has at most. */
const OUTLINE = 400;

let openPanel = () => {};

/** The parts of the page that there is something to show in. */
function parts() {
  const hasLosses = head.check?.losses.length > 0;
  return [
    findings?.list.length > 0 && { name: "findings", count: findings.codes.reduce((sum, code) => sum + code.count, 0), panel: findingsPanel },
    { name: "chart", panel: chartPanel },
    corrections && { name: "corrections", count: corrections.list.length + corrections.left_out, panel: correctionsPanel },
    hasLosses && { name: "loss", panel: lossPanel },
    sheets[0].length > 0 && { name: "reading", panel: readingPanel },
  ].filter(Boolean);
}

function build() {
  const root = document.getElementById("page");
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = [head.company, say(head.check ? "report" : "chart")].filter(Boolean).join(" · ");
  const shown = parts();
  const tabs = shown.map(({ name, count }) =>
    element(
      "button",
      { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, onclick: () => openPanel(name) },
      say(`tab-${name}`),
      count !== undefined && element("span", { class: "count" }, number(count)),
    ),
  );
  const panels = shown.map(({ name }) => element("section", { role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}`, tabindex: -1 }, element("h2", { class: "print-title" }, say(`tab-${name}`))));
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
  const top = [masthead(), verdict(), numbers(), head.check && signature()];
  root.replaceChildren(...top.filter(Boolean), element("main", {}, list, panels), foot());
  // The chart is there from the start, as findings lead into it.
  fill(shown.findIndex((part) => part.name === "chart"));
  openPanel(openPanel.now ?? location.hash.slice(1));
  build.fillAll = () => shown.forEach((part, index) => fill(index));
}

/** Where to sign, on paper. */
function signature() {
  const line = (name) => element("div", {}, element("span", {}, say(name)), element("i", {}));
  return element("div", { class: "signature" }, line("sign-name"), line("sign-date"));
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
    const item = element("li", {}, severityDot(marks.all[department]), data(nameOf(department)), " ", headcount(department));
    item.style.setProperty("--level", depth[department]);
    return item;
  };
  const lines = [];
  for (let index = 0; index < entries && lines.length < OUTLINE; index += 1) if (depth[index] < Math.max(1, deepest)) lines.push(line(index));
  const missing = entries - lines.length;
  return element("div", { class: "outline" }, element("ul", {}, lines), missing > 0 && element("p", { class: "muted" }, say("outline-more", { count: missing })));
}

window.addEventListener("beforeprint", () => {
  build.fillAll();
  const added = [outline()];
  document.querySelector("#panel-chart").append(added[0]);
  const unprinted = fillFindings.forPrint?.() ?? 0;
  if (unprinted > 0) {
    added.push(element("p", { class: "muted print-only" }, say("print-more", { count: unprinted })));
    document.querySelector("#panel-findings").append(added[1]);
  }
  window.addEventListener("afterprint", () => added.forEach((one) => one.remove()), { once: true });
});

const wantsDark = window.matchMedia("(prefers-color-scheme: dark)");
document.documentElement.dataset.theme = wantsDark.matches ? "dark" : "light";
wantsDark.addEventListener("change", () => {
  document.documentElement.dataset.theme = wantsDark.matches ? "dark" : "light";
  build();
});
build();
