// Takes the pictures of the documentation: `npm run screenshots [-- address [folder]]`. Without an address it starts a
// demo of its own and lets some weeks go by in it; a demo that is named is left with its time moved, too.

import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { speaker } from '../src/language/index.js';
import { hasBrowser, launchBrowser } from '../test/support/browser.js';
import { startBuiltDemo } from '../test/support/built-demo.js';

/** A round comes every four or five weeks, and who meets whom is drawn anew in each demo. */
const WEEKS = 6;
const DEMOS = 6;
const GOOD_REASONS = 2;

interface Shot {
  readonly name: string;
  readonly persona: string;
  readonly width: number;
  readonly height: number;
  /** Device pixels for each pixel of the page. */
  readonly scale?: number;
  readonly dark?: boolean;
  /** What to do before the picture is taken. */
  readonly prepare: (page: Page) => Promise<void>;
}

/** The same day in each run: pictures change only where the page or the sample does, or somebody else is met. */
const BEGINS = '2026-11-22T10:00';

async function openPage(browser: Browser, address: string, shot: Omit<Shot, 'name' | 'prepare'>): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: shot.width, height: shot.height },
    colorScheme: shot.dark ? 'dark' : 'light',
    deviceScaleFactor: shot.scale ?? 1,
    reducedMotion: 'reduce',
  });
  await page.goto(`${address}/?as=${encodeURIComponent(shot.persona)}`);
  await page.locator('.sidebar .connection.on').waitFor({ state: 'attached' });
  return page;
}

async function takeShot(browser: Browser, address: string, folder: string, shot: Shot): Promise<void> {
  const page = await openPage(browser, address, shot);
  await shot.prepare(page);
  // The mark of what is being read goes away by itself, when it has been read.
  await page.locator('.conversation-link[aria-current]:not(.has-unread)').waitFor({ state: 'attached' });
  await page.mouse.move(1, 1);
  await page.evaluate('document.activeElement.blur()');
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path: resolve(folder, `${shot.name}.png`) });
  process.stdout.write(`${shot.name}.png\n`);
  await page.close();
}

const SECTIONS = { direct: 0, channels: 1, groups: 2 } as const;

function places(page: Page, section: keyof typeof SECTIONS): Locator {
  return page.locator('.conversations section').nth(SECTIONS[section]).getByRole('button');
}

async function open(page: Page, place: Locator): Promise<void> {
  await place.click();
  await page.locator('.conversation .message').last().waitFor();
}

async function write(page: Page, command: string): Promise<void> {
  const composer = page.locator('[data-composer="main"]');
  await composer.fill(command);
  await composer.press('Escape');
  await composer.press('Enter');
}

/** Lets everybody know where this member works, on what, and what they look for: an introduction then has more to say. */
async function showWork(page: Page): Promise<void> {
  const say = speaker('en');
  await write(page, '/profile edit');
  await page
    .getByRole('button', { name: say.plain('members.step.visibility') })
    .last()
    .click();
  await page
    .getByRole('button', { name: say.plain('members.button.visibility-work') })
    .last()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  for (const menu of await dialog.getByRole('combobox').all()) await menu.selectOption('everyone');
  await dialog.locator('[type=submit]').click();
  await dialog.waitFor({ state: 'detached' });
}

/**
 * Lets weeks go by until this member has met somebody in English, and has been told why: the group's place in the list.
 * `undefined` if that doesn't happen in time.
 */
async function meetInEnglish(browser: Browser, address: string, persona: string): Promise<number | undefined> {
  const page = await openPage(browser, address, { persona, width: 1280, height: 800 });
  await showWork(page);
  const known = await places(page, 'groups').count();
  for (let week = 0; week < WEEKS; week += 1) {
    await letTimePass(address, 'P1W');
    await page.reload();
    await page.locator('.sidebar .connection.on').waitFor({ state: 'attached' });
    for (const [place, group] of (await places(page, 'groups').all()).entries()) {
      if (place < known || !/Coffee \d/.test(await group.innerText())) continue;
      await open(page, group);
      // Who they are, why these two, how to begin: three lists.
      const reasons = await page.locator('.conversation .card ul').nth(1).locator('li').count();
      if (reasons < GOOD_REASONS) continue;
      await page.close();
      return place;
    }
  }
  await page.close();
  return undefined;
}

async function letTimePass(address: string, advance: string): Promise<void> {
  const body = JSON.stringify({ advance });
  const response = await fetch(`${address}/demo/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (!response.ok) throw new Error(`the clock did not move: ${response.status} ${await response.text()}`);
}

/** False where the demo has nobody to show; another one may. */
async function takePictures(address: string, folder: string): Promise<boolean> {
  if (!hasBrowser()) throw new Error('the pictures need a browser');
  await mkdir(folder, { recursive: true });
  const browser = await launchBrowser();
  try {
    const [member, organiser, kurdish] = ['maryam', 'haneen', 'shno'] as const;
    const met = await meetInEnglish(browser, address, member);
    if (met === undefined) return false;
    const shots: readonly Shot[] = [
      {
        name: 'chat-en',
        persona: member,
        width: 1200,
        height: 1090,
        async prepare(page) {
          await open(page, places(page, 'groups').nth(met));
          await page.evaluate("document.querySelector('.conversation .message').scrollIntoView()");
        },
      },
      {
        name: 'chat-ar',
        persona: organiser,
        width: 1280,
        height: 1000,
        async prepare(page) {
          await write(page, '/coffee report');
          await page.locator('.from-bot .table-frame').first().waitFor();
        },
      },
      {
        name: 'chat-ckb-360',
        persona: kurdish,
        width: 360,
        height: 740,
        scale: 2,
        async prepare(page) {
          await open(page, places(page, 'channels').nth(1));
          await page.evaluate("document.querySelector('.timeline').scrollTo(0, 1e6)");
        },
      },
      {
        name: 'chat-dark',
        persona: member,
        width: 1280,
        height: 800,
        dark: true,
        async prepare(page) {
          await open(page, places(page, 'channels').nth(1));
          await page.getByRole('button', { name: 'Agenda' }).click();
          await page.locator('.agenda-list li').first().waitFor();
        },
      },
    ];
    for (const shot of shots) await takeShot(browser, address, folder, shot);
    return true;
  } finally {
    await browser.close();
  }
}

const [, , named, folder = 'docs/images'] = process.argv;
let taken = false;
for (let tried = 0; tried < (named === undefined ? DEMOS : 1) && !taken; tried += 1) {
  const demo = named === undefined ? await startBuiltDemo(BEGINS) : { address: named, stop: async () => undefined };
  try {
    taken = await takePictures(demo.address, resolve(folder));
  } finally {
    await demo.stop();
  }
}
if (!taken) throw new Error('nobody met in English for a reason worth a picture; please try again');
