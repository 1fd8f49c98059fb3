// How long six months take in the demo: with its page open in Chromium, by "Let six months pass", and without a page.
//   npm run bench:demo [-- --runs 2]
// Each run starts the built program as everybody does, in a folder of its own, from the same day, and ends it. With a page, the time is
// from the click until the bar at the top says that time stands still again, as a person sees it. The reference is the same program with
// no page open, to which `POST /demo/clock` says how far to go. Run it on a quiet machine: the load stands beside each time.

import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { launchBrowser, openWindow } from '../test/support/browser.js';
import { startBuiltDemo } from '../test/support/built-demo.js';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '2' } } });
const RUNS = Number(values.runs);
const BEGINS = '2026-11-22T10:00';
/** As the page's button says it. */
const SIX_MONTHS = 'P182D';
/** In seconds. */
const TARGET = 20;
/** Longer than a busy machine needs. */
const LIMIT_MS = 600_000;

interface Lapse {
  readonly seconds: number;
  /** How often the page showed another share of the way. */
  readonly shares: number;
}

async function withPage(address: string): Promise<Lapse> {
  const browser = await launchBrowser();
  try {
    const page = await (await openWindow(browser, {}, LIMIT_MS)).newPage();
    await page.goto(`${address}/`);
    await page.locator('.sidebar .connection.on').waitFor({ state: 'attached' });
    await page.evaluate(`window.shares = new Set();
      new MutationObserver(() => {
        const share = document.querySelector('.time-progress progress')?.value;
        if (share !== undefined) window.shares.add(share);
      }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })`);
    const begun = performance.now();
    await page.locator('.guide-steps button').nth(3).click();
    await page.locator('.time-bar.busy').waitFor();
    await page.locator('.time-bar:not(.busy)').waitFor();
    const seconds = (performance.now() - begun) / 1000;
    return { seconds, shares: await page.evaluate<number>('window.shares.size') };
  } finally {
    await browser.close();
  }
}

async function withoutPage(address: string): Promise<Lapse> {
  const begun = performance.now();
  const answer = await fetch(`${address}/demo/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance: SIX_MONTHS }),
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  await answer.text();
  if (!answer.ok) throw new Error(`the time machine answered ${answer.status}`);
  return { seconds: (performance.now() - begun) / 1000, shares: 0 };
}

const row = (cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);

row(['six months', 'seconds', 'shares of the way shown', 'load before']);
row(['---', '---:', '---:', '---:']);
let slowest = 0;
for (let run = 0; run < RUNS; run++) {
  for (const [name, lapse] of [
    ['page open', withPage],
    ['no page', withoutPage],
  ] as const) {
    const load = loadavg()[0] ?? 0;
    const demo = await startBuiltDemo(BEGINS);
    try {
      const { seconds, shares } = await lapse(demo.address);
      if (lapse === withPage) slowest = Math.max(slowest, seconds);
      row([name, seconds.toFixed(1), lapse === withPage ? shares : '', load.toFixed(1)]);
    } finally {
      await demo.stop();
    }
  }
}
console.log(`With the page open at most ${slowest.toFixed(1)} s; the target is ${TARGET} s on a quiet machine.`);
