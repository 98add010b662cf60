// A Chromium without a window, and pages that note every error and every request for anything but themselves.
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser at `executablePath`. */
export function start(executablePath) {
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/** Opens `file` in a page of its own and returns it with what went wrong there. */
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on("console", (message) => message.type() !== "log" && troubles.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const address = request.url();
    if (address !== encodeURI(`file://${file}`) && !/^(data|blob):/.test(address)) troubles.push(`request: ${address}`);
  });
  const began = Date.now();
  await page.goto(`file://${file}`);
  await page.locator(".foot").waitFor();
  return { page, troubles, took: Date.now() - began, close: () => context.close() };
}
