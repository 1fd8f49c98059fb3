import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether a browser is there. Without one, tests in a browser are skipped, loudly; under `CI=true` that is a failure. */
export function hasBrowser(): boolean {
  if (existsSync(EXECUTABLE)) return true;
  const sentence = `NO CHROMIUM at ${EXECUTABLE}: the tests in a browser do not run. Install it, or name yours in CHROMIUM.`;
  if (process.env['CI'] === 'true') throw new Error(sentence);
  process.stderr.write(`\n*** ${sentence} ***\n\n`);
  return false;
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
}

/** A window of a large screen in which nothing moves, with what is given instead. Each step in it may take `timeoutMs`, because a busy machine is slow. */
export async function openWindow(browser: Browser, given: BrowserContextOptions = {}, timeoutMs = 30_000): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...given });
  context.setDefaultTimeout(timeoutMs);
  return context;
}
