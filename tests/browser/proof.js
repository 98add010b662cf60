// Opens pages that orgferry wrote in a real browser and uses them as a reader would.
//
// node proof.js CHROMIUM FOLDER: the folder holds report.html, hostile.html, large.html and chart.html. With SHOTS=FOLDER
// in the environment pictures of the pages are kept there.
import assert from "node:assert/strict";
import path from "node:path";
import { open, start } from "./browser.js";

const [executable, folder] = process.argv.slice(2);
const shots = process.env.SHOTS;
const file = (name) => path.join(folder, name);
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const A_MOMENT = 300;

/** What is proven, in sentences. */
const PROOFS = {
  async "a report shows its verdict, its findings and the cells they are about"({ page }) {
    assert.match(await page.locator(".verdict").innerText(), /错误/);
    const first = page.locator(".finding").first();
    assert.ok((await first.locator(".sheet .here").count()) > 0);
    assert.ok((await page.locator(".finding").count()) >= 3);
  },

  async "filters and the search leave the findings asked for"({ page }) {
    await page.locator(".facet-warning").click();
    assert.equal(await page.locator(".finding").count(), await page.locator(".finding-warning").count());
    await page.locator(".facet-warning").click();
    await page.locator("#find-findings").fill("M004");
    await page.waitForTimeout(A_MOMENT);
    assert.equal(await page.locator(".finding").count(), 1);
    assert.match(await page.locator(".finding").innerText(), /M004/);
    await page.locator("#find-findings").fill("没有这样的文字");
    await page.waitForTimeout(A_MOMENT);
    assert.equal(await page.locator(".finding").count(), 0);
  },

  async "a finding leads to its person in the chart and back"({ page }) {
    await page.locator("#find-findings").fill("M004");
    await page.waitForTimeout(A_MOMENT);
    await page.locator(".finding footer .link").first().click();
    assert.ok(await page.locator("#panel-chart").isVisible());
    assert.equal(await page.locator("tr.wanted").count(), 1);
    assert.equal(await page.locator("[role=treeitem][aria-selected=true]").count(), 1);
    await page.locator(".own-findings .link").click();
    assert.ok(await page.locator("#panel-findings").isVisible());
    assert.equal(await page.locator(".chip").count(), 1);
    assert.ok((await page.locator(".finding").count()) >= 1);
  },

  async "the page speaks both languages"({ page }) {
    const chinese = await page.locator(".verdict").innerText();
    await page.locator(".languages [lang=en]").click();
    const english = await page.locator("body").innerText();
    assert.match(english, /errors? ha(s|ve) to be put right/);
    assert.match(english, /Findings/);
    assert.equal(await page.getAttribute("html", "lang"), "en");
    await page.locator(".languages [lang=zh]").click();
    assert.equal(await page.locator(".verdict").innerText(), chinese);
  },

  async "telephone numbers and mail addresses are masked"({ page }) {
    const content = await page.content();
    for (const secret of [/138001300[1-9]\d/, /u\d{3}@example\.com/]) assert.ok(!secret.test(content), String(secret));
    assert.ok(/138\*\*\*\*\d{4}/.test(content));
  },

  async "the tree is worked by keys and names what it shows"({ page }) {
    await page.locator("#tab-chart").click();
    const tree = page.getByRole("tree");
    await tree.focus();
    const chosen = () => page.locator("[role=treeitem][aria-selected=true]");
    await page.keyboard.press("Home");
    assert.equal(await chosen().getAttribute("aria-level"), "1");
    assert.equal(await chosen().getAttribute("aria-expanded"), "true");
    assert.equal(await tree.getAttribute("aria-activedescendant"), await chosen().getAttribute("id"));
    await page.keyboard.press("ArrowLeft");
    assert.equal(await chosen().getAttribute("aria-expanded"), "false");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    assert.equal(await chosen().getAttribute("aria-level"), "2");
    assert.match(await chosen().getAttribute("aria-label"), /人/);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await chosen().getAttribute("aria-level"), "1");
  },

  async "people and departments are found by name, pinyin, initials and the end of a number"({ page }) {
    await page.locator("#tab-chart").click();
    const find = async (text) => {
      await page.locator("#find-chart").fill(text);
      await page.waitForTimeout(A_MOMENT);
      return page.locator("#chart-results").innerText();
    };
    for (const text of ["平台组", "pingtaizu", "ptz"]) assert.match(await find(text), /平台组/);
    const tail = await page.evaluate(() => JSON.parse(document.getElementById("data-members").textContent).mobile[0].slice(-4));
    const name = await page.evaluate(() => JSON.parse(document.getElementById("data-members").textContent).name[0]);
    assert.ok((await find(tail)).includes(name));
    await find("ptz");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.match(await page.locator(".details h2").innerText(), /平台组/);
  },

  async "diagram and areas are drawn, answer a click and are kept as files"({ page }) {
    await page.locator("#tab-chart").click();
    for (const view of [2, 3]) {
      await page.locator(`.bar .segments button:nth-child(${view})`).click();
      await page.waitForTimeout(A_MOMENT);
      const colours = await page.locator("canvas.drawing").evaluate((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
      });
      assert.ok(colours > 20, `${colours} colours`);
      for (const ending of ["png", "svg"]) {
        const waiting = page.waitForEvent("download");
        await page.locator(".buttons button").nth(ending === "png" ? 0 : 1).click();
        const kept = await waiting;
        assert.ok(kept.suggestedFilename().endsWith(`.${ending}`));
        const stream = await kept.createReadStream();
        const bytes = Buffer.concat(await stream.toArray());
        assert.ok(bytes.length > 2000, `${bytes.length} bytes`);
        if (ending === "svg") assert.match(bytes.toString(), /^<svg[^>]*>.*<\/svg>$/s);
        else assert.equal(bytes.subarray(1, 4).toString(), "PNG");
      }
    }
    const box = await page.locator("canvas.drawing").boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    assert.ok((await page.locator(".details h2").count()) > 0);
  },

  async "what the targets cannot carry and how sheets were read stand under tabs of their own"({ page }) {
    await page.locator("#tab-loss").click();
    assert.ok((await page.locator("#panel-loss tr").count()) > 0);
    await page.locator("#tab-reading").click();
    assert.match(await page.locator("#panel-reading").innerText(), /表头/);
  },

  async "what the corrected copy writes otherwise is listed cell by cell"({ page }) {
    await page.locator("#tab-corrections").click();
    assert.match(await page.locator("#panel-corrections tbody").innerText(), /李雷<U\+200B>\s+李雷/);
  },

  async "everything is on paper, with a line to sign on"({ page }) {
    const paper = await page.pdf({ preferCSSPageSize: true });
    assert.ok(paper.length > 20000);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    for (const part of [".signature", ".outline", ".finding", "#panel-reading", "#panel-loss"]) {
      assert.ok(await page.locator(part).first().isVisible(), part);
    }
    assert.ok(!(await page.locator(".tools").isVisible()));
  },

  async "nothing of a narrow page is cut off"({ page }) {
    for (const tab of ["findings", "chart", "corrections", "loss", "reading"]) {
      await page.locator(`#tab-${tab}`).click();
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      assert.ok(inner <= outer, `${tab}: ${inner} > ${outer}`);
    }
  },

  async "hostile names are text"({ page }) {
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    assert.equal(await page.locator("img, iframe, object, embed, base, #page script, #page style").count(), 0);
    const handlers = await page.evaluate(
      () => [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some((attribute) => /^on/.test(attribute.name))).length,
    );
    assert.equal(handlers, 0);
    assert.ok(!/[\u200b\u202e]/.test(await page.content()));
    assert.match(await page.locator(".finding-list").innerText(), /<U\+20(0B|2E)>/);
    await page.locator("#tab-chart").click();
    const names = await page.locator("[role=tree]").innerText();
    assert.ok(names.includes("</script><script>pwned=1</script>"), names);
    assert.ok(names.includes("<!--<script"));
    assert.ok(names.includes("שלום"));
    const directions = await page.locator(".line-name bdi").evaluateAll((all) => all.every((one) => getComputedStyle(one).unicodeBidi.startsWith("isolate")));
    assert.ok(directions);
  },

  async "ten thousand findings are listed as one reads on"({ page }) {
    const total = await page.evaluate(() => JSON.parse(document.getElementById("data-findings").textContent).list.length);
    assert.ok(total >= 10000, String(total));
    const before = await page.locator(".finding").count();
    assert.ok(before < 200, String(before));
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(A_MOMENT);
    assert.ok((await page.locator(".finding").count()) > before);
    await page.locator("#find-findings").fill("9998");
    await page.waitForTimeout(2 * A_MOMENT);
    assert.ok((await page.locator(".finding").count()) >= 1);
  },

  async "fifty thousand departments scroll with few lines in the page"({ page }) {
    await page.locator("#tab-chart").click();
    await page.locator(".buttons button").first().click();
    assert.ok((await page.locator("[role=treeitem]").count()) < 120);
    const tree = page.getByRole("tree");
    assert.ok((await tree.evaluate((one) => one.scrollHeight)) > 50000 * 30);
    const frames = await tree.evaluate(async (one) => {
      const began = performance.now();
      for (let step = 1; step <= 60; step += 1) {
        one.scrollTop = (one.scrollHeight / 60) * step;
        await new Promise(requestAnimationFrame);
      }
      return (performance.now() - began) / 60;
    });
    assert.ok(frames < 60, `${frames} ms a frame`);
    await page.waitForTimeout(A_MOMENT);
    assert.ok((await page.locator("[role=treeitem]").count()) < 120);
    await page.locator("#find-chart").fill("49999");
    await page.waitForTimeout(2 * A_MOMENT);
    await page.keyboard.press("Enter");
    assert.match(await page.locator(".details h2").innerText(), /49999/);
    for (const view of [2, 3]) await page.locator(`.bar .segments button:nth-child(${view})`).click();
    await page.waitForTimeout(A_MOMENT);
  },

  async "of a crowd the page says how many are not in it"({ page }) {
    assert.match(await page.locator(".tiles").innerText(), /150,000/);
    await page.locator("#tab-chart").click();
    await page.getByRole("tree").focus();
    await page.keyboard.press("Home");
    assert.match(await page.locator(".details").innerText(), /没有放进这个文件/);
  },

  async "the chart alone has neither findings nor a verdict"({ page }) {
    assert.equal(await page.locator(".verdict, #tab-findings").count(), 0);
    assert.ok(await page.getByRole("tree").isVisible());
  },
};

/** Which pages each proof is about, and how they are opened. */
const OF_PAGE = { hostile: /hostile|ten thousand/, large: /fifty thousand|crowd/, chart: /chart alone/ };
const OPENED = { large: 2000 };

const browser = await start(executable);
let failed = 0;
for (const [sentence, prove] of Object.entries(PROOFS)) {
  const name = Object.keys(OF_PAGE).find((key) => OF_PAGE[key].test(sentence)) ?? "report";
  const options = /narrow/.test(sentence) ? PHONE : {};
  const opened = await open(browser, file(`${name}.html`), options);
  try {
    assert.ok(opened.took < (OPENED[name] ?? 4000) || process.env.SLOW, `opened in ${opened.took} ms`);
    await prove(opened);
    assert.deepEqual(opened.troubles, []);
    console.log(`proven: ${sentence}`);
  } catch (error) {
    failed += 1;
    console.log(`NOT PROVEN: ${sentence}\n${error.stack}\n${opened.troubles.join("\n")}`);
  }
  await opened.close();
}

if (shots) {
  const { page, close } = await open(browser, file("report.html"));
  await page.screenshot({ path: path.join(shots, "report.png") });
  await close();
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
