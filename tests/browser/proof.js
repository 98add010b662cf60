// Opens pages that orgferry wrote in a real browser and uses them as a reader would.
//
// node proof.js CHROMIUM FOLDER: the folder holds report.html, hostile.html, large.html and chart.html, the same three
// of changes (changes.html, hostile-changes.html, large-changes.html), and plan.html and refused.html of plans. With SHOTS=FOLDER
// in the environment pictures of the pages are kept there.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { open, start } from "./browser.js";
import { pictureOf } from "./terminal.js";

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

  async "changes say in one sentence what is different and list it from before to after"({ page }) {
    const verdict = await page.locator(".verdict").innerText();
    for (const part of ["新增 2 个部门", "删除 2 个部门", "2 个部门改名", "1 个部门移动", "入职 6 人", "离职 3 人"]) assert.ok(verdict.includes(part), verdict);
    const list = page.locator(".difference-list");
    assert.match(await list.locator(".difference-renamed").first().textContent(), /平台组 → 基础平台组/);
    assert.match(await list.locator(".difference-moved").first().textContent(), /品牌市场部|市场部.*→.*客户服务部/s);
    assert.match(await page.locator(".origin").innerText(), /上月[^]*本月/);
    const content = await page.content();
    assert.ok(!/138001300[1-9]\d|u\d{3}@example\.com/.test(content));
  },

  async "changes are filtered by kind and searched by name, pinyin and what they say"({ page }) {
    const cards = page.locator(".difference");
    await page.locator(".facet-went").click();
    assert.equal(await cards.count(), 3);
    await page.locator(".facet-went").click();
    for (const [text, found] of [["jcptz", /基础平台组/], ["人工智能实验室", /新增/], ["139", null]]) {
      await page.locator("#find-changes").fill(text);
      await page.waitForTimeout(A_MOMENT);
      if (found) assert.match(await page.locator(".difference-list").textContent(), found);
      else assert.equal(await cards.count(), 0);
    }
    await page.locator("#find-changes").fill("u050");
    await page.waitForTimeout(A_MOMENT);
    assert.match(await cards.first().textContent(), /遮盖的部分不同/);
  },

  async "a page of changes speaks both languages"({ page }) {
    await page.locator(".languages [lang=en]").click();
    const english = await page.locator("body").innerText();
    for (const part of [/2 departments added/, /6 people joined/, /transferred/, /Headcounts/]) assert.match(english, part);
    assert.ok(!/入职|改名|新增/.test(english));
  },

  async "in the chart of changes what is gone is struck out and what moved is at both places"({ page }) {
    await page.locator("#tab-chart").click();
    const line = (text, kind) => page.locator(`.line-${kind}`, { hasText: text });
    const struck = async (one) => (await one.locator(".line-name").evaluate((name) => getComputedStyle(name).textDecorationLine)) === "line-through";
    assert.ok(await struck(line("行政部", "removed")));
    assert.ok(await struck(line("渠道组", "ghost")));
    assert.match(await line("渠道组", "ghost").getAttribute("aria-label"), /移到/);
    assert.equal(await line("渠道组", "moved").count(), 1);
    const renamed = line("基础平台组", "renamed");
    assert.match(await renamed.innerText(), /平台组/);
    assert.match(await renamed.getAttribute("aria-label"), /基础平台组，.*人，.*改名，原名 平台组/);
    assert.match(await line("行政部", "removed").getAttribute("aria-label"), /删除/);
    await page.getByRole("button", { name: "只看有变化的" }).click();
    assert.equal(await page.locator("[role=treeitem]", { hasText: "二线支持" }).count(), 0);
    await line("行政部", "removed").click();
    const details = await page.locator(".details").innerText();
    assert.match(details, /调岗/);
    assert.match(details, /移到 .*人力资源部/);
    await page.getByRole("button", { name: "查看这里的变更" }).click();
    assert.equal(await page.locator(".chip").count(), 1);
    assert.ok((await page.locator(".difference").count()) > 2);
  },

  async "the drawings of changes have their colours"({ page }) {
    await page.locator("#tab-chart").click();
    // One look at each drawing: a second one makes the browser warn.
    const seen = (names) =>
      page.locator("canvas.drawing").evaluate((canvas, names) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return names.filter((name) => {
          const colour = getComputedStyle(document.documentElement).getPropertyValue(`--change-${name}`).trim();
          const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
          let count = 0;
          for (let at = 0; at < data.length; at += 4) if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) count += 1;
          return count > 100;
        });
      }, names);
    const kinds = ["added", "removed", "moved", "renamed"];
    for (const [view, wanted] of [[2, [...kinds, "ghost"]], [3, kinds]]) {
      await page.locator(`.bar .segments button:nth-child(${view})`).click();
      await page.waitForTimeout(A_MOMENT);
      assert.deepEqual(await seen(wanted), wanted);
    }
  },

  async "heads of departments of changes stand before and after"({ page }) {
    await page.locator("#tab-heads").click();
    const row = page.locator(".heads-table tbody tr", { hasText: "行政部" });
    assert.match(await row.innerText(), /12\s+0\s+−12$/);
    const first = await page.locator(".heads-table tbody tr").count();
    await page.locator(".heads-panel button[aria-pressed]").click();
    assert.ok((await page.locator(".heads-table tbody tr").count()) > first);
    await page.locator("#find-heads").fill("mxz");
    await page.waitForTimeout(A_MOMENT);
    assert.equal(await page.locator(".heads-table tbody tr").count(), 1);
  },

  async "changes are on paper with a line to sign on"({ page }) {
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    for (const part of [".signature", ".difference", ".heads-table", ".outline"]) assert.ok(await page.locator(part).first().isVisible(), part);
    assert.ok(!(await page.locator(".tools").isVisible()));
    const total = await page.evaluate(() => JSON.parse(document.getElementById("data-differences").textContent).list.length);
    assert.equal(await page.locator(".difference").count(), total);
  },

  async "nothing of a narrow page of changes is cut off"({ page }) {
    for (const tab of ["changes", "heads", "chart"]) {
      await page.locator(`#tab-${tab}`).click();
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      assert.ok(inner <= outer, `${tab}: ${inner} > ${outer}`);
    }
  },

  async "hostile changes are text"({ page }) {
    for (const tab of ["changes", "heads", "chart"]) await page.locator(`#tab-${tab}`).click();
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    assert.equal(await page.locator("img, iframe, object, embed, base, #page script, #page style").count(), 0);
    assert.ok(!/[\u200b\u202e]/.test(await page.content()));
    await page.locator("#tab-changes").click();
    const list = await page.locator(".difference-list").textContent();
    assert.ok(list.includes("</script><script>pwned=1</script>"), list);
    assert.ok(list.includes("שלום"));
  },

  async "the changes of fifty thousand departments open at once and are worked as others"({ page }) {
    const total = await page.evaluate(() => JSON.parse(document.getElementById("data-differences").textContent).list.length);
    assert.ok(total > 5000, String(total));
    assert.ok((await page.locator(".difference").count()) < 200);
    await page.locator("#find-changes").fill("新4800");
    await page.waitForTimeout(3 * A_MOMENT);
    assert.ok((await page.locator(".difference").count()) >= 1);
    await page.locator("#tab-heads").click();
    assert.ok((await page.locator(".heads-table tbody tr").count()) <= 200);
    await page.locator("#tab-chart").click();
    await page.getByRole("button", { name: "只看有变化的" }).click();
    assert.ok((await page.locator("[role=treeitem]").count()) < 120);
    for (const view of [2, 3]) await page.locator(`.bar .segments button:nth-child(${view})`).click();
    await page.waitForTimeout(A_MOMENT);
  },

  async "a plan tells where it goes, its limits, its fingerprint and every operation"({ page }) {
    const card = await page.locator(".plan").innerText();
    assert.match(card, /aisuda[^]*http:\/\/127\.0\.0\.1:\d+\/aisuda[^]*import[^]*在上限以内/);
    assert.match(card, /[0-9a-f]{64}/);
    assert.ok((await page.locator(".verdict-fine").innerText()).includes("1 个请求"));
    assert.match(await page.locator(".verdict-information").innerText(), /预演结果：新增 \d+ 个部门/);
    await page.locator("#tab-operations").click();
    assert.match(await page.locator(".operations tbody").innerText(), /批量导入[^]*departments\.import/);
    await page.locator("#tab-loss").click();
    assert.match(await page.locator("#panel-loss").innerText(), /只加不减/);
    await page.locator(".languages [lang=en]").click();
    assert.match(await page.locator("body").innerText(), /Plan fingerprint[^]*/);
  },

  async "a refused plan says why and what would accept it"({ page }) {
    assert.match(await page.locator(".verdict-error").innerText(), /--accept-removals 2/);
    assert.match(await page.locator(".limit-excess").innerText(), /移除部门\s+2\s+1\s+15\s+超过上限/);
    assert.ok((await page.locator(".difference-removed").count()) === 2);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    for (const part of [".signature", ".fingerprint", ".operations", ".plan-safety"]) assert.ok(await page.locator(part).first().isVisible(), part);
  },

  async "nothing of a narrow page of a plan is cut off"({ page }) {
    for (const tab of ["changes", "heads", "chart", "operations", "loss", "reading"]) {
      await page.locator(`#tab-${tab}`).click();
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      assert.ok(inner <= outer, `${tab}: ${inner} > ${outer}`);
    }
  },

  async "the chart alone has neither findings nor a verdict"({ page }) {
    assert.equal(await page.locator(".verdict, #tab-findings").count(), 0);
    assert.ok(await page.getByRole("tree").isVisible());
  },
};

/** Which pages each proof is about, and how they are opened. */
const OF_PAGE = {
  "hostile-changes": /hostile changes/,
  "large-changes": /changes of fifty thousand/,
  changes: /changes/,
  refused: /refused plan/,
  plan: /plan/,
  hostile: /hostile|ten thousand/,
  large: /fifty thousand|crowd/,
  chart: /chart alone/,
};
const OPENED = { large: 2000, "large-changes": 2000 };

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
  for (const [name, tab] of [["report", "findings"], ["changes", "chart"], ["plan", "changes"]]) {
    const { page, close } = await open(browser, file(`${name}.html`));
    await page.locator(`#tab-${tab}`).click();
    await page.screenshot({ path: path.join(shots, `${name}.png`) });
    await close();
  }
  await pictureOf(browser, fs.readFileSync(file("terminal.txt"), "utf8"), path.join(shots, "terminal.png"));
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
