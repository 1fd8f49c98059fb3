import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/core/language.js';
import type { Button } from '../../src/core/message.js';
import { hasBrowser, launchBrowser, openWindow } from '../support/browser.js';
import { faultsOf, fitsInWidth, heightShare } from '../support/page-checks.js';
import { services } from '../support/services/index.js';
import { webClient } from '../support/web-client.js';
import { fillWithSamples, sampleTimeline } from '../support/web-sample.js';
import { startWebServer, type WebServer } from '../support/web-server.js';

const NONE = { mentions: new Map() };

// A busy machine may be slow; nothing here waits for time to pass.
describe.skipIf(!hasBrowser())('the room on the chat page', () => {
  let browser: Browser;
  let folder: string;
  let server: WebServer;
  const pages: Page[] = [];

  beforeAll(async () => {
    folder = await services.page();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    server = await startWebServer({ timeline: sampleTimeline, pageFolder: folder });
    await fillWithSamples(server);
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    await server.close();
  });

  async function visit(persona: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await openWindow(browser, options)).newPage();
    pages.push(page);
    await page.goto(`${server.url}/?as=${persona}`);
    await page.locator('.sidebar .connection.on').waitFor({ state: 'attached' });
    return page;
  }
  const open = (page: Page, name: string | RegExp) => page.locator('.sidebar').getByRole('button', { name }).click();
  const field = (page: Page) => page.locator('[data-composer="main"]');

  it('leaves half of the height to the messages at 360 px and at 200 %', async () => {
    // A window of 1280 × 800 at 200 % has half of the pixels.
    for (const viewport of [
      { width: 360, height: 640 },
      { width: 640, height: 400 },
    ]) {
      for (const persona of ['zainab', 'haider', 'karwan']) {
        const where = `${persona} ${viewport.width} × ${viewport.height}`;
        const page = await visit(persona, { viewport });
        await open(page, /general|عام|گشتی/);
        await page.locator('.conversation .table-frame').first().waitFor();
        expect(await heightShare(page, '.conversation .timeline-frame'), where).toBeGreaterThanOrEqual(0.5);
        await field(page).fill(Array.from({ length: 12 }, (_, line) => `line ${line}`).join('\n'));
        expect(await heightShare(page, '.conversation .timeline-frame'), `${where}, with much written`).toBeGreaterThanOrEqual(0.5);
        expect(await fitsInWidth(page), where).toBe(true);
        if (persona !== 'karwan') expect(await faultsOf(page), where).toEqual([]);
      }
    }
  });

  it('gives a long message that was refused back to its writer', async () => {
    const page = await visit('zainab');
    const long = `${'x'.repeat(4_000)} end`;
    await field(page).fill(long);
    await field(page).press('Enter');
    const refused = page.locator('.outgoing', { hasText: /too long/ });
    await refused.getByRole('button', { name: 'Change' }).click();
    await refused.waitFor({ state: 'detached' });
    expect(await field(page).inputValue()).toBe(long);
    expect(await page.evaluate('document.activeElement.dataset.composer')).toBe('main');
    await field(page).fill('short');
    await field(page).press('Enter');
    await page.locator('.from-me', { hasText: 'short' }).waitFor();
  });

  it('lists many choices in two columns with a filter, and keeps what was chosen over a reload', async () => {
    const direct = await server.adapter.openDirect({ platform: 'web', space: 'test', user: 'zainab' });
    const options = [
      'Proposal writing',
      'Monitoring',
      'Training',
      'Advocacy',
      'Mediation',
      'Logistics',
      'Finance',
      'Design',
      'Élan',
      'Law',
    ];
    const offers = {
      type: 'select',
      action: 'coffee:offers:1',
      label: 'What can you help with?',
      max: 4,
      options: options.map((label, index) => ({ value: String(index), label })),
    } as const;
    await server.adapter.post(
      direct,
      { cards: [{ language: 'en', blocks: [{ type: 'actions', controls: [offers] }] }] },
      { key: 'offers', ...NONE },
    );
    const page = await visit('zainab');
    const menu = page.getByRole('group', { name: /What can you help with/ });
    await menu.waitFor();
    const left = async (name: string) => (await menu.getByText(name, { exact: true }).boundingBox())?.x ?? 0;
    expect(await left('Monitoring')).toBeGreaterThan((await left('Proposal writing')) + 100);
    await menu.getByRole('searchbox').fill('elan');
    await menu.getByText('Law').waitFor({ state: 'detached' });
    await menu.getByRole('checkbox', { name: 'Élan' }).check();
    await menu.getByRole('searchbox').fill('law');
    await menu.getByRole('checkbox', { name: 'Law' }).check();
    // What is chosen stays in sight.
    expect(await menu.getByRole('checkbox').count()).toBe(2);
    expect(await faultsOf(page)).toEqual([]);
    await page.reload();
    await menu.waitFor();
    expect(await menu.getByRole('checkbox', { checked: true }).count()).toBe(2);
    expect(await menu.getByRole('checkbox').count()).toBe(options.length);
  });

  it('keeps a form that is filled in over a reload, until it is closed', async () => {
    const page = await visit('zainab');
    await page.getByRole('button', { name: /Edit your profile/ }).click();
    await page.locator('dialog [name=name]').fill('Zainab of the reeds');
    await page.reload();
    const name = page.locator('dialog [name=name]');
    await name.waitFor();
    expect(await name.inputValue()).toBe('Zainab of the reeds');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('.card').first().waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('lets a wide table take the width that there is', async () => {
    const general = await server.adapter.channel('general');
    if (!general) throw new Error('no channel');
    const columns = ['Organisation', 'Governorate', 'Members', 'Meetings', 'Topics', 'Events'].map((name) => [name]);
    const rows = [columns.map(([name]) => [`${name} of somebody who has a long name`])];
    await server.adapter.post(
      general,
      { cards: [{ language: 'en', blocks: [{ type: 'table', caption: 'Who met', columns, rows }] }] },
      { key: 'wide', ...NONE },
    );
    const page = await visit('zainab', { viewport: { width: 1600, height: 900 } });
    await open(page, /general/);
    const frame = page.locator('.table-frame.wide');
    await frame.waitFor();
    expect((await frame.boundingBox())?.width).toBeGreaterThan(1000);
    expect((await page.locator('.table-frame:not(.wide)').first().boundingBox())?.width).toBeLessThan(700);
    expect(await fitsInWidth(page)).toBe(true);
  });

  it('takes nothing that was chosen in a menu into another one, or into a menu that no longer offers it', async () => {
    const direct = await server.adapter.openDirect({ platform: 'web', space: 'test', user: 'zainab' });
    const several = (labels: readonly string[]) =>
      ({
        type: 'select',
        action: 'coffee:several:1',
        label: 'Accept several',
        max: 3,
        options: labels.map((label) => ({ value: label, label })),
      }) as const;
    const one = { type: 'select', action: 'coffee:one:1', label: 'Open one', options: [{ value: 'd', label: 'd' }] } as const;
    const cards = (...controls: readonly (ReturnType<typeof several> | typeof one)[]) => ({
      cards: [{ language: 'en' as const, blocks: controls.map((control) => ({ type: 'actions' as const, controls: [control] })) }],
    });
    const posted = await server.adapter.post(direct, cards(several(['a', 'b', 'c'])), { key: 'queue', ...NONE });
    const page = await visit('zainab');
    const group = page.getByRole('group', { name: /Accept several/ });
    for (const name of ['a', 'b']) await group.getByRole('checkbox', { name }).check();
    const confirm = (name: string) => page.getByRole('button', { name: `Confirm ${name}` });
    expect(await confirm('Accept several').getAttribute('aria-disabled')).toBe('false');
    // Somebody has decided about these two meanwhile.
    await server.adapter.update(posted, cards(several(['c', 'd'])), NONE);
    await group.getByRole('checkbox', { name: 'd' }).waitFor();
    expect(await confirm('Accept several').getAttribute('aria-disabled')).toBe('true');
    await group.getByRole('checkbox', { name: 'c' }).check();
    await server.adapter.update(posted, cards(one), NONE);
    const menu = page.getByRole('combobox', { name: 'Open one' });
    await menu.waitFor();
    expect(await menu.locator('option:checked').textContent()).toBe('Choose …');
    expect(await confirm('Open one').getAttribute('aria-disabled')).toBe('true');
  });

  it('shows the buttons of a post in the chosen language', async () => {
    const general = await server.adapter.channel('general');
    if (!general) throw new Error('no channel');
    const labels = { en: 'Join', ar: 'انضمام', ckb: 'بەشداربوون' } as const;
    const join: Button = { type: 'button', action: 'coffee:in:1', label: Object.values(labels).join(' · '), labels };
    const words = LANGUAGES.map((language) => ({ language, blocks: [{ type: 'paragraph' as const, text: [`Coffee in ${language}`] }] }));
    const cards = [...words, { language: 'en' as const, blocks: [{ type: 'actions' as const, controls: [join] }] }];
    await server.adapter.post(general, { cards }, { key: 'shared', ...NONE });
    const page = await visit('haider');
    await open(page, /عام/);
    const post = page.locator('.message', { hasText: 'Coffee in ar' });
    await post.getByRole('button', { name: 'انضمام', exact: true }).waitFor();
    await post.getByRole('button', { name: 'English' }).click();
    const english = page.locator('.message', { hasText: 'Coffee in en' });
    await english.getByRole('button', { name: 'Join', exact: true }).waitFor();
    expect(await english.getByRole('button', { name: labels.ar }).count()).toBe(0);
  });

  it('lists the newest private group first, and folds those that were put away until somebody writes there', async () => {
    const people = ['zainab', 'haider'].map((user) => ({ platform: 'web' as const, space: 'test', user }));
    const old = await server.adapter.openGroup('coffee:18', people, 'Coffee 18');
    const newer = await server.adapter.openGroup('coffee:19', people, 'Coffee 19');
    const haider = webClient(server, 'haider');
    await haider.send(newer.id, 'Hello');
    await haider.send(old.id, 'Hello again');
    const page = await visit('zainab');
    const titles = page.locator('.conversations section').nth(2).locator('.conversation-title');
    await titles.first().waitFor();
    expect((await titles.allInnerTexts()).slice(0, 2)).toEqual(['Coffee 18', 'Coffee 19']);
    await server.adapter.archiveGroup?.(old);
    await page.locator('summary', { hasText: '1 closed group' }).waitFor();
    expect(await page.locator('.conversation-title', { hasText: 'Coffee 18' }).isVisible()).toBe(false);
    expect(await faultsOf(page)).toEqual([]);
    await haider.send(old.id, 'Back');
    await page.locator('.closed-groups').waitFor({ state: 'detached' });
    expect(await titles.first().innerText()).toBe('Coffee 18');
  });
});
