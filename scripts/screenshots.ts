import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/**
 * Takes the pictures of the documentation from a running demo: `tsx scripts/screenshots.ts [address] [folder]`.
 * The personas are the demo's, in the order of its switch; the page must have something to show.
 */
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

export interface Shot {
  readonly name: string;
  readonly persona: string;
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** What to do before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>;
}

export async function takeShots(address: string, folder: string, shots: readonly Shot[]): Promise<void> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`no Chromium at ${executablePath}; name yours in CHROMIUM`);
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    for (const shot of shots) await takeShot(browser, address, folder, shot);
  } finally {
    await browser.close();
  }
}

async function takeShot(browser: Browser, address: string, folder: string, shot: Shot): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: shot.width ?? 1280, height: shot.height ?? 800 },
    colorScheme: shot.dark ? 'dark' : 'light',
    deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  await page.goto(`${address}/?as=${encodeURIComponent(shot.persona)}`);
  await page.locator('.sidebar').waitFor({ state: 'attached' });
  await shot.prepare?.(page);
  await page.waitForTimeout(400);
  await page.screenshot({ path: resolve(folder, `${shot.name}.png`) });
  process.stdout.write(`${shot.name}.png\n`);
  await context.close();
}

/** Opens the n-th conversation of a kind in the list. */
export async function openConversation(page: Page, section: number, index = 0): Promise<void> {
  await page.locator('.conversations section').nth(section).locator('button').nth(index).click();
  await page.locator('.timeline').waitFor();
}

if (process.argv[1] && resolve(process.argv[1]) === resolve(import.meta.filename)) {
  const address = process.argv[2] ?? 'http://127.0.0.1:3000';
  const folder = resolve(process.argv[3] ?? 'docs/images');
  const state = (await (await fetch(`${address}/api/state`)).json()) as {
    readonly personas: readonly { readonly user: string; readonly language: string }[] | null;
  };
  const speaking = (language: string): string => state.personas?.find((persona) => persona.language === language)?.user ?? '';
  await takeShots(address, folder, [
    { name: 'chat-en', persona: speaking('en'), prepare: (page) => openConversation(page, 0) },
    { name: 'chat-en-dark', persona: speaking('en'), dark: true, prepare: (page) => openConversation(page, 1) },
    { name: 'chat-ar', persona: speaking('ar'), prepare: (page) => openConversation(page, 0) },
    { name: 'chat-ckb', persona: speaking('ckb'), prepare: (page) => openConversation(page, 0) },
    { name: 'chat-small', persona: speaking('en'), width: 360, height: 740, prepare: (page) => openConversation(page, 0) },
  ]);
}
