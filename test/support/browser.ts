import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

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
