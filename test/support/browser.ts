import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { folder } from "./project.js";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

const found = process.env["PRS_UPGRADE_CHROMIUM"] ?? PLACES.find((place) => existsSync(place));
const required = process.env["PRS_UPGRADE_BROWSER"] === "required";

if (!found && !required) {
  process.stderr.write("Skipped: the tests of the HTML page in a browser, since no Chromium is installed. Install one (apt-get install chromium), or name it in PRS_UPGRADE_CHROMIUM.\n");
}

/** Tests that need a browser. Without one they are skipped and it is said so; `PRS_UPGRADE_BROWSER=required` makes them fail. */
export const describeInBrowser = found || required ? describe : describe.skip;

/** A page in a browser, and what went on in it. */
export interface Opened {
  readonly page: Page;
  /** Addresses that it asked for, itself left out. */
  readonly requests: string[];
  /** Errors, warnings and dialogs. */
  readonly complaints: string[];
}

let browser: Browser | null = null;

/** Opens a text as a page from the disk, as a reader would. */
export async function open(html: string, options: BrowserContextOptions = {}): Promise<Opened> {
  browser ??= await chromium.launch({ executablePath: found ?? PLACES[0]! });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const file = folder({ "report.html": html });
  const url = pathToFileURL(`${file.root}/report.html`).href;
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => void (request.url() === url || requests.push(request.url())));
  page.on("console", (message) => void complaints.push(message.text()));
  page.on("pageerror", (error) => void complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(url);
  return { page, requests, complaints };
}

/** Ends the browser; for `afterAll`. */
export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = null;
}
