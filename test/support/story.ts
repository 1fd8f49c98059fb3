import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/core/language.js';
import { plain } from '../../src/core/text.js';
import { type MessageKey, speaker, withoutDirectionControls } from '../../src/language/index.js';
import { hasBrowser, launchBrowser } from './browser.js';
import { moveClock, type Program, removeFolder, startProgram } from './program.js';
import { services } from './services/index.js';

/**
 * The whole story in a browser, on the demo: a newcomer's way from the welcome through so many rounds of coffee, of which
 * six are half a year. It begins at `at` on the community's clock, so that it does not depend on the day and hour at which
 * it is told.
 */
export function describeStory(language: Language, at: string, rounds = 6): void {
  describe.skipIf(!hasBrowser())(`a newcomer’s first ${rounds} rounds, in ${language}, from ${at} on`, () => {
    story(language, at, rounds);
  });
}

function story(language: Language, at: string, rounds: number): void {
  const say = speaker(language);
  const words = (key: MessageKey) => withoutDirectionControls(plain(say.phrase({ key })));
  let program: Program;
  let browser: Browser;
  let newcomer: Page;

  beforeAll(async () => {
    program = await startProgram(['demo', '--at', at], { program: await services.program() });
    browser = await launchBrowser();
    newcomer = await visit('dalia');
  });

  afterAll(async () => {
    await browser?.close();
    await program?.end();
    removeFolder(program.folder);
  });

  async function visit(user: string): Promise<Page> {
    const page = await browser.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${program.url}/?as=${user}`);
    await page.getByRole('textbox').first().waitFor();
    return page;
  }

  const newest = (page: Page): Locator => page.locator('main article').last();
  const dialog = (page: Page): Locator => page.getByRole('dialog');
  const named = (key: MessageKey) => ({ name: words(key), exact: true });
  const press = (page: Page, key: MessageKey) => newest(page).getByRole('button', named(key)).click();
  const submit = async (page: Page, key: MessageKey) => {
    await dialog(page).getByRole('button', named(key)).click();
    await dialog(page).waitFor({ state: 'detached' });
    // Whoever uses the keyboard goes on from where they were, though the button that opened the form is gone.
    const place = "document.activeElement.closest('[data-message], [data-composer]') !== null";
    await expect.poll(() => page.evaluate(place)).toBe(true);
  };
  const says = (page: Page, key: MessageKey) => newest(page).getByText(words(key)).first().waitFor();
  const check = async (page: Page, ...keys: readonly MessageKey[]) => {
    for (const key of keys) await dialog(page).getByRole('checkbox', named(key)).first().check();
  };
  const choose = async (page: Page, index: number) => {
    await newest(page).getByRole('combobox').first().selectOption({ index });
    await newest(page)
      .getByRole('button', { name: new RegExp(`^${words('web.confirm')}`) })
      .first()
      .click();
  };
  const command = async (page: Page, text: string) => {
    const composer = page.getByRole('textbox').first();
    await composer.fill(text);
    await composer.press('Escape');
    await composer.press('Enter');
  };

  it('is welcomed, introduces herself and joins', async () => {
    await press(newcomer, 'members.welcome.start');
    await expect.poll(() => newcomer.locator('html').getAttribute('dir')).toBe(language === 'en' ? 'ltr' : 'rtl');

    await press(newcomer, 'members.button.keep-name');
    await press(newcomer, 'members.button.search');
    await dialog(newcomer).getByRole('textbox').fill('lantern');
    await submit(newcomer, 'members.button.search');
    await choose(newcomer, 1);

    await press(newcomer, 'members.button.fill-in');
    await check(newcomer, 'common.language.ar', 'common.language.en', 'common.sector.protection');
    await submit(newcomer, 'common.save');
    await press(newcomer, 'members.button.fill-in');
    await check(newcomer, 'skills.advocacy');
    await submit(newcomer, 'common.save');
    await press(newcomer, 'common.next');
    await press(newcomer, 'members.button.consent-everyone');
    await says(newcomer, 'members.finished.text');
    await press(newcomer, 'coffee.button.first-join');
    await says(newcomer, 'coffee.standing.in');
  });

  it('meets somebody in each round and says what came of it', async () => {
    const [noted = ''] = withoutDirectionControls(say.plain('coffee.check-in.thanks-outcome', { outcome: '|' })).split('|');
    for (let round = 1; round <= rounds; round++) {
      const asked = await checkInOf(round, newcomer);
      await asked.getByRole('button', named('coffee.button.met')).click();
      // A follow-up on an earlier round, which looks alike, may stand below.
      const answered = newcomer
        .locator('main article')
        .filter({ hasText: words('coffee.check-in.thanks-met') })
        .last();
      await answered.getByRole('combobox').selectOption({ index: round % 2 === 0 ? 2 : 1 });
      await answered.getByRole('button', { name: new RegExp(`^${words('web.confirm')}`) }).click();
      await expect.poll(() => newcomer.locator('main article').filter({ hasText: noted.trim() }).count()).toBe(round);
    }
  }, 240_000);

  it('shows the organiser what came of it', async () => {
    const organiser = await visit('haneen');
    await command(organiser, '/coffee report 2025-01-01 2029-12-31');
    const report = newest(organiser);
    await report.getByText('coffee-rounds.csv').waitFor();
    const text = withoutDirectionControls(await report.innerText());
    const [, held] = new RegExp(`${speaker('ar').plain('coffee-organisers.report.rounds')}\\s+(\\d+)\\b`).exec(text) ?? [];
    // Those of the sample, and hers.
    expect(Number(held)).toBeGreaterThanOrEqual(8 + rounds);
    expect(Number(held)).toBeLessThanOrEqual(11 + rounds);
    expect(text).not.toContain('Dalia');
  });

  /** Moves time ahead, a week at a time, until she has been asked how this round went. */
  async function checkInOf(round: number, page: Page): Promise<Locator> {
    for (let week = 0; week < 10 && timesAsked() < round; week++) await moveClock(program.url, { advance: 'P1W' });
    expect(timesAsked()).toBe(round);
    const asked = page
      .locator('main article')
      .filter({ has: page.getByRole('heading', named('coffee.check-in.title')) })
      .filter({ has: page.getByRole('button', named('coffee.button.met')) })
      .filter({ hasNot: page.getByRole('combobox') });
    await expect.poll(() => asked.count()).toBe(1);
    return asked;
  }

  function timesAsked(): number {
    const db = new Sqlite(join(program.folder, 'demo.db'), { readonly: true });
    try {
      const asked = `select count(*) from deliveries where kind = 'coffee.check-in' and state = 'sent'`;
      return Number(db.prepare(`${asked} and json_extract(args, '$.member') = (select max(id) from members)`).pluck().get());
    } finally {
      db.close();
    }
  }
}
