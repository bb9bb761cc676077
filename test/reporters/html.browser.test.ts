import type { Page } from "playwright-core";
import { html } from "../../src/reporters/html.js";
import { page as pageOf } from "../../src/reporters/html/page.js";
import { fromReport } from "../../src/reporters/html/from-report.js";
import { PLAIN } from "../../src/reporters/reporter.js";
import type { Report } from "../../src/report.js";
import { closeBrowser, describeInBrowser, open } from "../support/browser.js";
import { CONTRASTS, filterTakes, FOCUSED, OPEN_ALL, seen } from "../support/in-page.js";
import { project } from "../support/page.js";
import { CHANGED, DECISION, file, REFUSED, report, UNSUPPORTED, UPGRADED } from "../support/report.js";

const render = (given: Report): string => html(given, { palette: PLAIN, verbose: false, columns: 80 });

/** Playwright's own waiting needs eval, which the page's policy forbids. */
async function until(page: Page, condition: string): Promise<void> {
  while (!(await page.evaluate<boolean>(condition))) await page.waitForTimeout(20);
}

/** The paths of the files in sight, from top to bottom. */
const listed = (page: Page): Promise<string[]> => page.locator("#list > div:visible .path").allInnerTexts();

interface Contrasts {
  readonly measured: number;
  readonly texts: readonly { readonly of: string; readonly contrast: number }[];
  readonly marks: readonly { readonly of: string; readonly contrast: number }[];
}

const FILES = [
  file("pipelines/daily/score.py", { findings: [UPGRADED, CHANGED, CHANGED] }),
  file("pipelines/weekly.py", { findings: [DECISION, DECISION, UPGRADED] }),
  file("training/fit.py", { status: "upgraded", findings: [UPGRADED, UPGRADED] }),
  file("training/old.py", { findings: [UNSUPPORTED, DECISION] }),
  REFUSED,
];

const ALL = ["broken.py", "pipelines/weekly.py", "training/old.py", "pipelines/daily/score.py", "training/fit.py"];

describeInBrowser("the page in a browser", () => {
  afterAll(closeBrowser);

  test("asks for nothing and complains of nothing", async () => {
    const { page, requests, complaints } = await open(render(await project()));
    for (const summary of await page.locator("#list > div > details > summary").all()) await summary.click();
    expect([requests, complaints]).toEqual([[], []]);
    expect(await page.title()).toBe("From Azure ML SDK v1 to v2");
  });

  test("filters by folder, by effort and by code, and says how many files are left", async () => {
    const { page } = await open(render(report("dry-run", FILES)));
    expect(await listed(page)).toEqual(ALL);
    const shown = page.locator("#shown");
    await page.getByLabel("Folder or file").fill("PIPELINES/");
    expect([await listed(page), await shown.innerText()]).toEqual([["pipelines/weekly.py", "pipelines/daily/score.py"], "2 of 5 files"]);
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByLabel("Asks for").selectOption("to decide");
    expect(await listed(page)).toEqual(["pipelines/weekly.py", "training/old.py"]);
    await page.getByLabel("Folder or file").fill("training");
    expect(await listed(page)).toEqual(["training/old.py"]);
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByLabel("Asks for").selectOption("nothing more");
    expect(await listed(page)).toEqual(["training/fit.py"]);
    await page.getByLabel("Asks for").selectOption("refused");
    expect(await listed(page)).toEqual(["broken.py"]);
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByLabel("Code").selectOption({ label: "PRS107 (1 file)" });
    expect(await listed(page)).toEqual(["pipelines/daily/score.py"]);
    await page.getByRole("button", { name: "Show all" }).click();
    expect([await listed(page), await shown.innerText()]).toEqual([ALL, "5 files"]);
    expect(await page.getByRole("button", { name: "Show all" }).isVisible()).toBe(false);
  });

  test("the numbers, and the rules, lead to their files", async () => {
    const { page } = await open(render(report("dry-run", FILES)));
    await page.locator(".numbers").getByRole("link", { name: "No v2 counterpart" }).click();
    await until(page, "document.getElementById('shown').value === '1 of 5 files'");
    expect(await listed(page)).toEqual(["training/old.py"]);
    await page.locator("#PRS203 > summary").click();
    await page.locator("#PRS203").getByRole("link", { name: "2 files" }).click();
    await until(page, "document.getElementById('shown').value === '2 of 5 files'");
    expect(await listed(page)).toEqual(["pipelines/weekly.py", "training/old.py"]);
  });

  test("sorts by each column, and back", async () => {
    const { page } = await open(render(report("dry-run", FILES)));
    const sort = async (name: string): Promise<string[]> => {
      await page.getByRole("button", { name, exact: false }).click();
      return listed(page);
    };
    const byName = ["broken.py", "pipelines/daily/score.py", "pipelines/weekly.py", "training/fit.py", "training/old.py"];
    expect(await sort("File")).toEqual(byName);
    expect(await sort("File")).toEqual([...byName].reverse());
    expect((await sort("Changed"))[0]).toBe("pipelines/daily/score.py");
    expect((await sort("Upgraded"))[0]).toBe("training/fit.py");
    expect((await sort("No counterpart"))[0]).toBe("training/old.py");
    expect((await sort("To decide"))[0]).toBe("pipelines/weekly.py");
    expect(await page.locator("[aria-pressed=true]").allInnerTexts()).toEqual(["To decide"]);
    expect((await sort("To decide")).at(-1)).toBe("pipelines/weekly.py");
  });

  test("a code leads to its documentation, which opens", async () => {
    const { page } = await open(render(report("dry-run", FILES)));
    await page.locator("#list summary").nth(3).click();
    await page.locator("#list .note").getByRole("link", { name: "PRS107" }).first().click();
    await until(page, "document.getElementById('PRS107').open");
    expect(await page.locator("#PRS107").getByText("Write one less.", { exact: false }).isVisible()).toBe(true);
  });

  test("everything is reached by keyboard, in order, and can be seen to be", async () => {
    const { page } = await open(render(report("dry-run", FILES)));
    const names: string[] = [];
    for (let i = 0; i < 22; i++) {
      await page.keyboard.press("Tab");
      const { name, outline } = await page.evaluate<{ name: string; outline: string }>(FOCUSED);
      expect([name, outline]).toEqual([name, "2px"]);
      names.push(name);
    }
    expect(names.slice(0, 18)).toEqual([
      "a To the files", "a Upgraded", "a Changed in meaning", "a To decide", "a No v2 counterpart", "input path", "select effort", "select code", "input",
      "button File", "button To decide", "button No counterpart", "button Changed", "button Upgraded", ...["broken.py", "pipelines/weekly.py", "training/old.py", "pipelines/daily/score.py"].map((path) => `summary ${path}`),
    ].map((name) => expect.stringContaining(name) as unknown as string));
    await page.locator("#list summary").nth(1).focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("#list .note.decision").first().isVisible()).toBe(true);
    await page.keyboard.press("Enter");
    expect(await page.locator("#list .note.decision").first().isVisible()).toBe(false);
  });

  test("what keeps its meaning is a mark at its line, and a sentence on request", async () => {
    const { page } = await open(render(await project()));
    const file = page.locator("#list > div").last();
    await file.locator("summary").first().click();
    const mark = file.locator("del small a").first();
    const note = file.locator(".note.upgraded").first();
    expect([await mark.isVisible(), await note.isVisible()]).toEqual([true, false]);
    await page.getByLabel("Explain what keeps its meaning, too").check();
    expect([await mark.isVisible(), await note.isVisible()]).toEqual([false, true]);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`${colorScheme}: every text can be read on its ground`, async () => {
      const { page } = await open(render(await project("dry-run", [{ path: "x", reason: "y" }])), { colorScheme });
      await page.getByLabel("Explain what keeps its meaning, too").check();
      await page.evaluate(OPEN_ALL);
      const ground = (await page.evaluate<string>("getComputedStyle(document.documentElement).backgroundColor")).match(/\d+/g)!.map(Number);
      expect(Math.max(...ground) < 64).toBe(colorScheme === "dark");
      const { texts, measured, marks } = await page.evaluate<Contrasts>(CONTRASTS);
      expect(measured).toBeGreaterThan(300);
      expect(texts.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
      // The bar and the frames of the fields are no text.
      expect(marks.length).toBeGreaterThan(4);
      expect(marks.filter(({ contrast }) => contrast < 3)).toEqual([]);
    });
  }

  for (const width of [320, 390, 768, 1024]) {
    test(`${width} pixels wide: nothing goes off the page`, async () => {
      const { page } = await open(render(await project()), { viewport: { width, height: 800 } });
      await page.getByLabel("Explain what keeps its meaning, too").check();
      await page.evaluate(OPEN_ALL);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      expect(await page.evaluate(`[...document.querySelectorAll("main *")].filter((e) => !e.closest("pre, .word, .wide") && e.getBoundingClientRect().right > ${width}).map((e) => e.outerHTML.slice(0, 80))`)).toEqual([]);
    });
  }

  test("on a narrow screen the old lines stand above the new ones", async () => {
    const { page } = await open(render(report("dry-run", [file("a.py", { original: "a1 = f(1)\nzzz\nsame\n", text: "a1 = g(1)\nb2\nsame\n" })])), { viewport: { width: 390, height: 800 } });
    await page.locator("#list summary").first().click();
    const rows = await page.locator(".rows > *:visible").evaluateAll((all) => all.map((e) => ({ text: e.textContent, top: e.getBoundingClientRect().top })).sort((a, b) => a.top - b.top).map(({ text }) => text));
    expect(rows).toEqual(["a1 = f(1)", "zzz", "a1 = g(1)", "b2", "same"]);
  });

  test("on a wide screen they stand side by side, line by line", async () => {
    const { page } = await open(render(report("dry-run", [file("a.py", { original: "a1 = f(1)\nzzz\nsame\n", text: "a1 = g(1)\nb2\nsame\n" })])));
    await page.locator("#list summary").first().click();
    const boxes = await page.locator(".rows > *").evaluateAll((all) => all.map((e) => ({ x: Math.round(e.getBoundingClientRect().left), y: Math.round(e.getBoundingClientRect().top) })));
    const [left, right] = [boxes[0]!, boxes[1]!];
    expect(right.x).toBeGreaterThan(left.x);
    for (let i = 0; i < boxes.length; i += 2) expect([boxes[i]!.x, boxes[i + 1]!.x, boxes[i]!.y]).toEqual([left.x, right.x, boxes[i + 1]!.y]);
  });

  test("on paper everything is there, in light, and nothing to click", async () => {
    const given = await project();
    const { page } = await open(render(given), { colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const visible = (selector: string): Promise<number[]> => page.evaluate(seen(selector));
    const findings = given.files.reduce((sum, { findings: some }) => sum + some.length, 0);
    // The browser lays the page out anew for paper, which on a busy machine is not done at once.
    await until(page, `${seen(".files .note")}[0] > 0`);
    expect(await visible("#list .note")).toEqual([findings, findings]);
    for (const selector of ["#list > div", "#list ins", "#list del", ".rules .body", ".rules pre"]) {
      const [seen, all] = await visible(selector);
      expect([selector, seen]).toEqual([selector, all]);
    }
    expect(await visible("#filters, .toggle, .skip")).toEqual([0, 3]);
    expect(await page.evaluate("getComputedStyle(document.body).color")).toBe("rgb(35, 33, 29)");
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.length).toBeGreaterThan(20_000);
  });

  test("without its script everything can be read and opened", async () => {
    const { page } = await open(render(report("dry-run", FILES)), { javaScriptEnabled: false });
    expect(await page.getByRole("search").isVisible()).toBe(false);
    expect(await page.getByRole("button", { name: "Changed" }).isDisabled()).toBe(true);
    await page.locator("#list summary").nth(1).click();
    expect(await page.getByText('Is dataset "invoices" made of files or a table?').first().isVisible()).toBe(true);
  });

  test("what a file holds does nothing", async () => {
    const evil = `</pre></script></style><script>window.hacked=1</script><img src="x" onerror="window.hacked=1"><svg onload=window.hacked=1>`;
    const path = `"><script>window.hacked=1</script>' onfocus='window.hacked=1' autofocus='/${evil}.py`;
    const evilFile = file(path, { original: `${evil}\n`, text: `# ${evil}\n`, findings: [{ ...CHANGED, line: 1, title: evil, why: evil, v1: evil, v2: evil }] });
    const repository = fromReport(report("dry-run", [evilFile], [{ path: evil, reason: evil }]));
    const { page, requests, complaints } = await open(pageOf([{ ...repository, name: evil }, { ...repository, name: "other" }]));
    await page.evaluate(OPEN_ALL);
    await page.getByLabel("Repository").selectOption(evil);
    expect(await page.locator("#shown").innerText()).toBe("1 of 2 files");
    await page.getByLabel("Folder or file").fill(path);
    expect(await page.locator("#shown").innerText()).toBe("1 of 2 files");
    expect(await page.evaluate("window.hacked")).toBeUndefined();
    expect(await page.evaluate("document.querySelectorAll('script, img, iframe, object, link').length")).toBe(1);
    expect(await page.locator("del").first().evaluate((e) => e.firstChild!.textContent)).toBeTruthy();
    expect(await page.locator("#list > div:visible del").innerText()).toBe(evil);
    expect([requests, complaints]).toEqual([[], []]);
  });

  test("even markup that got in could not run", async () => {
    const { page, complaints } = await open(render(report("dry-run", FILES)).replace("</main>", '<img src="https://example.org/x" onerror="window.hacked=1"><script>window.hacked=1</script></main>'));
    expect(await page.evaluate("window.hacked")).toBeUndefined();
    expect(complaints.length).toBeGreaterThan(0);
  });

  test("500 files with 5,000 findings: a file that can be sent, and a filter that answers", async () => {
    const lines = Array.from({ length: 150 }, (_, i) => `value_${i} = compute(first=${i}, second="a text of usual length")`);
    const many = Array.from({ length: 500 }, (_, n) => file(`team_${n % 20}/score_${n}.py`, {
      original: lines.join("\n"), text: lines.map((line, i) => (i % 3 === 0 ? line.replace("compute", "compute_v2") : line)).join("\n"),
      findings: Array.from({ length: 10 }, (_each, i) => ({ ...[CHANGED, UPGRADED, DECISION][i % 3]!, line: i * 12 + 1 })),
    }));
    const markup = render(report("dry-run", many));
    expect(Buffer.byteLength(markup)).toBeLessThan(25_000_000);
    const { page } = await open(markup);
    const milliseconds = await page.evaluate<number>(filterTakes("team_7/"));
    expect(await page.locator("#shown").innerText()).toBe("25 of 500 files");
    // On an idle machine: 50. With list items in place of plain ones: thousands.
    expect(milliseconds).toBeLessThan(2000);
  });
});
