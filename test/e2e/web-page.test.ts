import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { privately, replacing } from '../../src/core/message.js';
import { eraseMember } from '../../src/features/members/erase.js';
import { saying } from '../contract/store/samples.js';
import { memberWith } from '../support/active-member.js';
import { hasBrowser, launchBrowser, openWindow } from '../support/browser.js';
import { services } from '../support/services/index.js';
import { webClient } from '../support/web-client.js';
import { fillWithSamples, sampleTimeline } from '../support/web-sample.js';
import { startWebServer, type WebServer } from '../support/web-server.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = { light: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], dark: ['color-contrast'] };
const axeRun = (rules: readonly string[]) => `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, any }) => html.slice(0, 160) + ' ' + (any[0]?.message ?? '')).join(' | ')))`;
/** Class names of what reaches out of the window; what scrolls or is cut by its frame is meant so. */
const TOO_WIDE = `[...document.querySelectorAll('body *')].filter((element) => {
  const { left, right, width } = element.getBoundingClientRect();
  return width > 1 && (left < -1 || right > window.innerWidth + 1) && !element.closest('.table-frame, svg, .visually-hidden');
}).map((element) => element.outerHTML.slice(0, 80))`;

// A busy machine may be slow; nothing here waits for time to pass.
describe.skipIf(!hasBrowser())('the chat page', () => {
  let browser: Browser;
  let folder: string;
  let server: WebServer;
  let context: BrowserContext;
  let complaints: string[];

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
    complaints = [];
    context = await openWindow(browser);
  });
  afterEach(async () => {
    await context.close();
    await server.close();
  });

  async function visit(persona: string, from: BrowserContext = context): Promise<Page> {
    const page = await from.newPage();
    // A server that is gone is told by the browser itself; everything else is a fault of the page.
    page.on('console', (message) => {
      if (message.type() === 'error' && !/ERR_|Failed to load resource/.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${server.url}/?as=${persona}`);
    await page.locator('.sidebar .connection.on').waitFor({ state: 'attached' });
    return page;
  }

  const field = (page: Page) => page.locator('[data-composer="main"]');
  const open = (page: Page, name: string | RegExp) => page.locator('.sidebar').getByRole('button', { name }).click();
  const write = async (page: Page, text: string): Promise<void> => {
    await field(page).fill(text);
    await field(page).press('Enter');
  };
  // Expressions for the browser stand as text: this file's own types know no `document`.
  const tick = (page: Page) =>
    page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve))))');
  const becomes = (page: Page, name: 'lang' | 'dir', value: string) =>
    page.locator(`html[${name}=${value}]`).waitFor({ state: 'attached' });

  it('shows what one writes to the others at once, with unread marks and threads', async () => {
    const zainab = await visit('zainab');
    const haider = await visit('haider');
    await open(zainab, /general/);
    await write(zainab, 'Salaam to all!\n<b>not bold</b> https://example.org/a?b=<c>');
    await zainab.locator('.from-me', { hasText: 'Salaam to all!' }).waitFor();
    await haider.getByRole('button', { name: /عام.*8 رسائل غير مقروءة/ }).waitFor();
    await open(haider, /عام/);
    const message = haider.locator('.message', { hasText: 'Salaam to all!' });
    await message.waitFor();
    expect(await message.locator('b').count()).toBe(0);
    expect(await message.getByRole('link').getAttribute('href')).toBe('https://example.org/a?b=');
    await haider.locator('.conversation-link[aria-current]:not(.has-unread)').waitFor();

    await message.hover();
    await message.getByRole('button', { name: 'الرد في سلسلة نقاش' }).click();
    const panel = haider.getByRole('complementary', { name: 'سلسلة نقاش' });
    await panel.locator('[data-composer="thread"]').fill('وعليكم السلام');
    await panel.locator('[data-composer="thread"]').press('Enter');
    await panel.locator('.message', { hasText: 'وعليكم السلام' }).waitFor();
    await zainab.locator('.message', { hasText: 'Salaam' }).getByRole('button', { name: '1 reply' }).click();
    await zainab.getByRole('complementary', { name: 'Thread' }).locator('.message', { hasText: 'وعليكم السلام' }).waitFor();
    expect(await zainab.locator('.conversation .message', { hasText: 'وعليكم السلام' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('shows at once that the bot closed or reopened a thread', async () => {
    const { adapter } = server;
    const channel = await adapter.channel('general');
    if (!channel || !adapter.threads) throw new Error('no threads');
    const topic = saying('Budgets for next year?');
    const { thread, message } = await adapter.threads.open(channel, 'Budgets', topic, { key: 'topics:1', mentions: new Map() });
    const page = await visit('zainab');
    await open(page, /general/);
    const shown = page.locator('.conversation .message', { hasText: 'Budgets for next year?' });
    await shown.hover();
    await shown.getByRole('button', { name: 'Reply in a thread' }).click();
    const panel = page.getByRole('complementary', { name: 'Thread' });
    const composer = panel.locator('[data-composer="thread"]');
    await composer.fill('Half of it');
    await adapter.threads.close(thread);
    await panel.getByText('This thread is closed').waitFor();
    expect(await composer.count()).toBe(0);
    expect(await page.evaluate(TOO_WIDE)).toEqual([]);
    await adapter.threads.reopen(thread);
    await composer.waitFor();
    // What was begun is still there.
    expect(await composer.inputValue()).toBe('Half of it');
    await composer.press('Enter');

    const own = panel.locator('.message', { hasText: 'Half of it' });
    await own.getByRole('button', { name: 'Change' }).click();
    const editor = panel.getByRole('textbox', { name: 'Change' });
    await editor.waitFor();
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Change');
    await page.evaluate(`window.axe || (() => { ${AXE} })()`);
    expect(await page.evaluate(axeRun(RULES.light))).toEqual([]);
    await editor.fill('A third of it');
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    const changed = panel.locator('.message', { hasText: 'A third of it' });
    await changed.getByText('changed', { exact: true }).waitFor();
    await changed.getByRole('button', { name: 'Delete' }).click();
    expect(await page.evaluate(axeRun(RULES.light))).toEqual([]);
    await changed.getByRole('group', { name: 'Delete this for everyone?' }).getByRole('button', { name: 'Delete' }).click();
    await changed.waitFor({ state: 'detached' });
    expect(server.inbox.received.threads.map(({ what }) => what.type)).toEqual(['posted', 'edited', 'deleted']);
    await adapter.remove(message);
    await shown.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('needs no mouse: completes a command, answers, presses a button, fills in a form', async () => {
    const page = await visit('zainab');
    await page.keyboard.press('Alt+j');
    await page.keyboard.type('/prof');
    await page.getByRole('option', { name: /\/profile/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('ed');
    await page.getByRole('option', { name: /edit/ }).waitFor();
    await page.keyboard.press('Tab');
    expect(await field(page).inputValue()).toBe('/profile edit');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Your profile' });
    await dialog.waitFor();
    // The focus is in the dialog, and stays there.
    for (let step = 0; step < 14; step += 1) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate("document.activeElement === document.body || document.activeElement.closest('dialog') !== null");
      expect(inside).toBe(true);
    }
    await page.getByLabel('Name to be called by').fill('');
    await page.keyboard.press('Enter');
    await dialog.getByText('Please fill this in.').waitFor();
    expect(await page.evaluate("document.activeElement.getAttribute('name')")).toBe('name');
    expect(await page.getByLabel('Name to be called by').getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.type('Z');
    await page.keyboard.press('Enter');
    await dialog.getByText('At least two letters, please.').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(server.inbox.received.forms).toHaveLength(1);

    await page.keyboard.press('Alt+m');
    await page.keyboard.press('Home');
    await page.getByRole('button', { name: 'Join this round' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.message', { hasText: 'You are in. See you on Sunday.' }).waitFor();
    await tick(page);
    // The button is gone, the focus is still in its message.
    expect(await page.evaluate("document.activeElement.hasAttribute('data-message')")).toBe(true);
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('/profile edit');

    await page.keyboard.press('Alt+ArrowDown');
    await page.locator('.conversation-head h2', { hasText: 'general' }).waitFor();
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await page.locator('.conversation-head h2', { hasText: 'coffee' }).waitFor();
    await page.keyboard.press('Alt+g');
    await page.getByRole('complementary', { name: 'Agenda' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary', { name: 'Agenda' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('scrolls to what one sends and to its answer, and to nothing that others say', async () => {
    const other = webClient(server, 'haider');
    const general = await other.channel('general');
    for (let index = 0; index < 30; index += 1) await other.send(general, `Line ${index}\nof a long talk`);
    const long = Array.from({ length: 60 }, (_, index) => ({ type: 'paragraph' as const, text: [`Paragraph ${index}`] }));
    server.inbox.answer((event) =>
      'command' in event && event.input.type === 'text' && event.input.text === 'long'
        ? privately({ language: 'en', blocks: [{ type: 'heading', text: ['A long answer'] }, ...long] })
        : undefined,
    );
    const page = await visit('zainab');
    await open(page, /general/);
    const frame = page.locator('.timeline');
    /** Whether the top of something, or all of it, stands in the window of the messages. */
    const sees = async (what: Locator, part: 'top' | 'whole' = 'whole'): Promise<boolean> => {
      const [box, window] = await Promise.all([what.boundingBox(), frame.boundingBox()]);
      if (!box || !window) return false;
      const bottom = part === 'top' ? box.y : box.y + box.height;
      return box.y >= window.y - 1 && bottom <= window.y + window.height + 1;
    };
    const scrollTop = () => frame.evaluate((element: { scrollTop: number }) => Math.round(element.scrollTop));
    const scrollUp = async () => {
      // What one sends pulls the page down once more when it has arrived.
      await page.locator('.outgoing').waitFor({ state: 'detached' });
      await tick(page);
      await frame.evaluate((element: { scrollTop: number }) => {
        element.scrollTop = 0;
      });
      await tick(page);
    };
    const mine = (text: string) => page.locator('.from-me', { hasText: text });
    const chip = page.getByRole('button', { name: 'New messages' });

    // From the mark of what is new, which is where one stands at first.
    await page.locator('.between.new').waitFor();
    await tick(page);
    expect(await sees(page.locator('.between.new'))).toBe(true);
    await write(page, '/coffee long');
    await page.getByRole('heading', { name: 'A long answer' }).waitFor();
    await expect.poll(() => sees(page.getByRole('heading', { name: 'A long answer' }))).toBe(true);
    expect(await sees(mine('/coffee long'))).toBe(true);
    expect(await sees(page.getByText('Paragraph 59'), 'top')).toBe(false);

    await scrollUp();
    await write(page, '/profile show');
    await page.locator('.message', { hasText: 'Sample answer to /profile show' }).waitFor();
    await expect.poll(() => sees(page.locator('.message', { hasText: 'Sample answer to /profile show' }))).toBe(true);
    await scrollUp();
    await write(page, 'Only a word');
    await expect.poll(() => sees(mine('Only a word'))).toBe(true);
    expect(await chip.count()).toBe(0);

    await scrollUp();
    await other.send(general, 'First of the others');
    await chip.waitFor();
    await other.send(general, 'Second of the others');
    await page.locator('.message', { hasText: 'Second of the others' }).waitFor();
    await tick(page);
    expect(await scrollTop()).toBe(0);
    await chip.click();
    await expect.poll(() => sees(page.locator('.message', { hasText: 'First of the others' }))).toBe(true);
    expect(await page.evaluate('document.activeElement.textContent')).toContain('First of the others');
    await chip.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('scrolls to the answer of a button', async () => {
    const page = await visit('zainab');
    const direct = await server.adapter.openDirect({ platform: 'web', space: 'test', user: 'zainab' });
    for (let index = 0; index < 30; index += 1) {
      const card = { language: 'en', blocks: [{ type: 'paragraph', text: [`Later ${index}`] }] } as const;
      await server.adapter.post(direct, { cards: [card] }, { key: `later:${index}`, mentions: new Map() });
    }
    await page.locator('.message', { hasText: 'Later 29' }).waitFor();
    await page.getByRole('button', { name: 'Skip this round' }).click();
    const answer = page.locator('.message', { hasText: 'Taken: coffee:skip:17' });
    await answer.waitFor();
    const frame = await page.locator('.timeline').boundingBox();
    await expect.poll(async () => ((await answer.boundingBox())?.y ?? 0) < (frame?.y ?? 0) + (frame?.height ?? 0)).toBe(true);
  });

  it('makes one event of a double click, and shows that it waits', async () => {
    const page = await visit('zainab');
    let release: () => void = () => undefined;
    server.inbox.answer((event) =>
      'action' in event
        ? new Promise((resolve) => {
            release = () => resolve({ type: 'none' });
          })
        : undefined,
    );
    const button = page.getByRole('button', { name: 'Skip this round' });
    await button.dblclick();
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('true');
    await button.click({ force: true });
    await expect.poll(() => server.inbox.received.actions.length).toBeGreaterThan(0);
    release();
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('false');
    expect(server.inbox.received.actions).toHaveLength(1);
  });

  it('sends a menu’s choices', async () => {
    const page = await visit('zainab');
    const menu = page.getByRole('group', { name: /Your sectors/ });
    expect(await menu.getByRole('button').getAttribute('aria-disabled')).toBe('true');
    await menu.getByLabel(/Protection/).check();
    await menu.getByLabel(/Climate/).check();
    await menu.getByRole('button', { name: 'Confirm Your sectors' }).click();
    await page.locator('.message', { hasText: 'Taken: profile:sectors:0 protection, climate-change' }).waitFor();
  });

  it('loses and doubles nothing when the server goes away', async () => {
    const page = await visit('zainab');
    await open(page, /general/);
    await context.setOffline(true);
    await write(page, 'Written in the dark');
    await page.locator('.outgoing.waiting', { hasText: 'Written in the dark' }).waitFor();
    await context.setOffline(false);
    await page.locator('.from-me:not(.outgoing)', { hasText: 'Written in the dark' }).waitFor();

    // The answer gets lost on the way, twice: the same message is sent again.
    let lost = 0;
    await page.route('**/api/messages', async (route) => {
      if (lost < 2) {
        lost += 1;
        // The restart below may cut this off.
        await route.fetch().catch(() => undefined);
        await route.abort('connectionreset');
      } else await route.continue();
    });
    await write(page, 'Sent three times');
    await expect.poll(() => page.locator('.outgoing').count()).toBe(0);
    await server.restart();
    await page.locator('.connection:not(.on)').waitFor({ state: 'attached' });
    await page.locator('.connection.on').waitFor({ state: 'attached' });
    await webClient(server, 'haider').send(await webClient(server, 'haider').channel('general'), 'After the restart');
    await page.locator('.message', { hasText: 'After the restart' }).waitFor();
    // Where the stream brings the message first, no second try is needed.
    expect(lost).toBeGreaterThanOrEqual(1);
    expect(await page.locator('.message', { hasText: 'Sent three times' }).count()).toBe(1);
    await page.reload();
    await page.locator('.message', { hasText: 'Sent three times' }).waitFor();
    expect(await page.locator('.message', { hasText: 'Sent three times' }).count()).toBe(1);
    expect(await page.locator('.message', { hasText: 'Written in the dark' }).count()).toBe(1);
  });

  it('shows what is written where nothing could be loaded yet, and loads it when the server is back', async () => {
    const [writer, reader] = [webClient(server, 'haider'), await visit('zainab')];
    const coffee = await writer.channel('coffee');
    const { messages } = await writer.send(coffee, 'Who is here today?');
    await context.setOffline(true);
    await open(reader, /general/);
    await write(reader, 'Written where all is dark');
    await reader.locator('.outgoing.waiting', { hasText: 'Written where all is dark' }).waitFor();
    await write(reader, 'And once more');
    await reader.locator('.outgoing.waiting', { hasText: 'And once more' }).waitFor();
    await context.setOffline(false);
    await reader.locator('.from-me:not(.outgoing)', { hasText: 'Written where all is dark' }).waitFor();
    await reader.locator('.conversation .table-frame').first().waitFor();
    await reader.locator('.notice').waitFor({ state: 'detached' });

    // The same in a thread, where only the loading fails and the stream goes on.
    await writer.send(coffee, 'I am', { thread: messages[0]?.id ?? 0 });
    await open(reader, /coffee/);
    await reader.route('**/api/threads/*', (route) => route.abort('connectionreset'));
    await reader.route('**/api/messages', (route) => route.abort('connectionreset'));
    await reader.locator('.message', { hasText: 'Who is here today?' }).getByRole('button', { name: '1 reply' }).click();
    const panel = reader.getByRole('complementary', { name: 'Thread' });
    await panel.locator('[data-composer="thread"]').fill('Me too');
    await panel.locator('[data-composer="thread"]').press('Enter');
    await panel.locator('.outgoing.waiting', { hasText: 'Me too' }).waitFor();
    await reader.unrouteAll();
    await panel.locator('.message', { hasText: 'I am' }).waitFor();
    await panel.locator('.from-me:not(.outgoing)', { hasText: 'Me too' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('keeps what was not sent when the page is loaded again', async () => {
    const page = await visit('zainab');
    await page.route('**/api/messages', (route) => route.abort());
    await write(page, 'Not yet there');
    await page.locator('.outgoing.waiting').waitFor();
    await page.unroute('**/api/messages');
    await page.reload();
    await page.locator('.from-me:not(.outgoing)', { hasText: 'Not yet there' }).waitFor();
    expect(server.inbox.received.messages).toHaveLength(1);
  });

  it('takes files along and gives them back', async () => {
    const page = await visit('zainab');
    await open(page, /general/);
    await page
      .getByLabel('Attach files')
      .setInputFiles({ name: 'تقرير <1>.csv', mimeType: 'text/csv', buffer: Buffer.from('name\nZainab\n') });
    await page.getByRole('button', { name: /Remove تقرير/ }).waitFor();
    await field(page).press('Enter');
    const link = page.getByRole('link', { name: /Download تقرير/ });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(readFileSync(await download.path(), 'utf8')).toBe('name\nZainab\n');
    expect(download.suggestedFilename()).toMatch(/^تقرير.*\.csv$/);
    await write(page, 'x'.repeat(4_001));
    await page.getByText(/too long: at most 4000 characters/).waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.locator('.outgoing').waitFor({ state: 'detached' });
  });

  it('turns with the language, and follows a change of it without a reload', async () => {
    const page = await visit('zainab');
    expect(await page.evaluate('[document.documentElement.lang, document.documentElement.dir]')).toEqual(['en', 'ltr']);
    await page.getByLabel('You are here as').selectOption('haider');
    await becomes(page, 'dir', 'rtl');
    expect(new URL(page.url()).searchParams.get('as')).toBe('haider');
    await page.locator('.card:lang(ar)', { hasText: 'قهوتك' }).waitFor();
    expect(await page.locator('.card').first().getAttribute('dir')).toBe('rtl');
    // An empty field reads as the page does; what is typed, as its own first letter says.
    const reads = () => page.evaluate('getComputedStyle(document.querySelector("[data-composer=main]")).direction');
    expect(await reads()).toBe('rtl');
    await field(page).fill('/help');
    await expect.poll(reads).toBe('ltr');
    await field(page).fill('');
    await expect.poll(reads).toBe('rtl');
    await page.goBack();
    await becomes(page, 'lang', 'en');
    await page.goForward();
    await becomes(page, 'lang', 'ar');

    const actor = server.actors.get('haider');
    if (actor) server.actors.set('haider', { ...actor, language: 'ckb' });
    await write(page, '/profile show');
    await becomes(page, 'lang', 'ckb');
    await open(page, /گشتی/);
    // A channel's post: the reader's language first, the others a press away.
    const post = page.locator('.message.from-bot').last();
    await post.locator('.card:lang(ckb)').waitFor();
    await post.getByRole('button', { name: 'English' }).click();
    await post.locator('.card[lang=en][dir=ltr]').waitFor();
    expect(complaints).toEqual([]);
  });

  it('hides no language from who has not chosen one', async () => {
    const direct = await server.adapter.openDirect({ platform: 'web', space: 'test', user: 'karwan' });
    const cards = (['en', 'ar', 'ckb'] as const).map((language) => ({
      language,
      blocks: [
        { type: 'actions' as const, controls: [{ type: 'button' as const, action: `members:language:${language}`, label: language }] },
      ],
    }));
    await server.adapter.post(direct, { cards }, { key: 'welcome', mentions: new Map() });
    const page = await visit('karwan');
    const buttons = page.locator('.message').last().getByRole('button');
    await expect.poll(() => buttons.allTextContents()).toEqual(['en', 'ar', 'ckb']);
    await buttons.nth(1).click();
    await expect.poll(() => server.inbox.received.actions.map(({ action }) => action)).toEqual(['members:language:ar']);
  });

  it('has a clock and an agenda', async () => {
    const page = await visit('zainab');
    const bar = page.getByRole('region', { name: 'The community’s date' });
    await bar.getByText('Sunday, 1 November').waitFor();
    await bar.getByText(/Next: .?Invitation/).waitFor();
    await bar.getByRole('button', { name: 'Agenda' }).click();
    await page.getByRole('complementary', { name: 'Agenda' }).getByText('Pairs are made and introduced').first().waitFor();
    await bar.getByRole('button', { name: '+1 week' }).click();
    await bar.getByText('Sunday, 8 November').waitFor();
    await bar.getByRole('button', { name: 'Run until something happens' }).click();
    await bar.getByText('Sunday, 8 November').waitFor();
    await bar.getByText('09:00', { exact: true }).waitFor();
    // Moved by something else: the page follows.
    server.clock.advance(24 * 3_600_000);
    server.adapter.timeMoved();
    await bar.getByText('Monday, 9 November').waitFor();
    expect(complaints).toEqual([]);
  });

  it('bears names and words that mean harm', async () => {
    const actor = server.actors.get('haider');
    const name = `<img src=x onerror=document.title='owned'>\u202e${'ن'.repeat(10_000)}`;
    if (actor) server.actors.set('haider', { ...actor, name });
    const client = webClient(server, 'haider');
    await client.send(
      await client.channel('general'),
      `\u202e\u2067<script>document.title='owned'</script>${'خ'.repeat(3_000)} javascript:alert(1)`,
    );
    const page = await visit('zainab');
    await open(page, /general/);
    await page.locator('.message', { hasText: 'script' }).waitFor();
    expect(await page.title()).not.toContain('owned');
    expect(await page.locator('.message img, .message script').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('says farewell to somebody who is forgotten, and keeps nothing of them', async () => {
    const haider = await memberWith(server.store, { platform: 'web', space: 'test', user: 'haider' }, { name: 'حيدر' });
    const text = 'تمّ الأمر: لم يبقَ عنك شيء هنا.';
    const forget = async () => {
      await server.store.transaction((context) => eraseMember(context, haider));
      server.actors.delete('haider');
      return replacing({ language: 'ar', blocks: [{ type: 'paragraph', text: [text] }] });
    };
    server.inbox.answer((event) => ('action' in event ? forget() : undefined));
    const page = await visit('haider');
    const other = await visit('haider');
    await field(page).fill('مسودة');
    const calls: string[] = [];
    const address = new URL(page.url());
    await page.getByRole('button', { name: 'المشاركة في هذه الجولة' }).click();
    page.on('request', (request) => calls.push(request.url()));
    const farewell = page.getByRole('main', { name: 'إلى اللقاء' });
    await farewell.getByText(text).waitFor();
    await other.getByRole('main', { name: 'إلى اللقاء' }).waitFor();
    expect(await page.evaluate('document.activeElement.matches("main")')).toBe(true);
    expect(await page.evaluate('document.getElementById(document.activeElement.getAttribute("aria-describedby")).innerText')).toBe(text);
    expect(await page.evaluate('[document.documentElement.lang, document.documentElement.dir]')).toEqual(['ar', 'rtl']);
    await page.evaluate(`window.axe || (() => { ${AXE} })()`);
    expect(await page.evaluate(axeRun(RULES.light))).toEqual([]);
    expect(await page.evaluate('[...Object.keys(localStorage), ...Object.keys(sessionStorage)]')).toEqual([]);
    // Neither page asks for more: that would bring them back.
    await other.evaluate("window.dispatchEvent(new Event('online'))");
    await tick(other);
    expect(calls).toEqual([]);
    expect((await server.store.autocommit.webChat.users()).map(({ user }) => user)).not.toContain('haider');

    await page.getByRole('link', { name: 'العودة إلى الباب' }).click();
    await page.getByText('This is where you and Mudhif talk.').or(page.getByText('هنا يدور الحديث بينك وبين «مضيف».')).waitFor();
    expect(new URL(page.url()).search).toBe(address.search);
    expect(await page.getByText(text).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('takes away what somebody wrote who is forgotten, from open pages too', async () => {
    const zainab = await memberWith(server.store, { platform: 'web', space: 'test', user: 'zainab' }, { name: 'Zainab' });
    const forget = async () => {
      await server.store.transaction((context) => eraseMember(context, zainab));
      server.actors.delete('zainab');
      return replacing({ language: 'en', blocks: [{ type: 'paragraph', text: ['It is done.'] }] });
    };
    server.inbox.answer((event) => ('action' in event ? forget() : undefined));
    const [writer, reader] = [webClient(server, 'zainab'), webClient(server, 'haider')];
    const general = await writer.channel('general');
    await writer.send(general, 'Mine alone');
    const { messages: asked } = await writer.send(general, 'Asked of all');
    await reader.send(general, 'Answered', { thread: asked[0]?.id ?? 0 });
    for (let index = 0; index < 60; index += 1) await reader.send(general, `Later ${index}`);

    const page = await visit('haider');
    await open(page, /عام/);
    await page.getByRole('button', { name: 'عرض رسائل أقدم' }).click();
    await page.locator('.message', { hasText: 'Mine alone' }).waitFor();
    const message = page.locator('.message', { hasText: 'Asked of all' });
    await message.getByRole('button', { name: 'رد واحد' }).click();
    const thread = page.getByRole('complementary', { name: 'سلسلة نقاش' });
    await thread.locator('.message', { hasText: 'Asked of all' }).waitFor();

    const leaving = await visit('zainab');
    await leaving.getByRole('button', { name: 'Join this round' }).click();
    await leaving.getByText('It is done.').waitFor();
    await page.locator('.message', { hasText: 'Mine alone' }).waitFor({ state: 'detached' });
    await expect.poll(() => page.getByText('Asked of all').count()).toBe(0);
    await thread.locator('.message', { hasText: 'حُذف ما كُتب هنا.' }).waitFor();
    await thread.locator('.message', { hasText: 'Answered' }).waitFor();
    expect(await page.locator('.conversation .message', { hasText: 'Later' }).count()).toBe(60);
    expect(await page.getByText('Zainab', { exact: true }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('fits on a small screen, in both directions', async () => {
    const small = await openWindow(browser, { viewport: { width: 360, height: 640 }, hasTouch: true });
    for (const persona of ['zainab', 'haider'] as const) {
      const page = await visit(persona, small);
      const fits = async (where: string): Promise<void> => {
        const wide = await page.evaluate(TOO_WIDE);
        expect(wide, `${persona} ${where}`).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
        // What is left out of sight here may be what names the page, or what is reached.
        await page.evaluate(`window.axe || (() => { ${AXE} })()`);
        expect(await page.evaluate(axeRun(['wcag2a', 'wcag2aa', 'wcag22aa'])), `${persona} ${where}`).toEqual([]);
        expect(await page.getByRole('heading', { level: 1 }).count(), `${persona} ${where}`).toBe(1);
        if (where !== 'agenda') expect(await page.getByRole('main').count(), `${persona} ${where}`).toBe(1);
      };
      await fits('list');
      await open(page, /Mudhif|مضيف/);
      await page.locator('.card').waitFor();
      await fits('cards');
      await page.getByRole('button', { name: /Edit your profile|تعديل الملف الشخصي/ }).click();
      await page.getByRole('dialog').waitFor();
      await fits('form');
      await page.keyboard.press('Escape');
      await page.locator('.agenda-toggle').click();
      await page.locator('.agenda-list').first().waitFor();
      await fits('agenda');
      await page.locator('.panel .icon-button').click();
      await page.locator('.to-list').click();
      await open(page, /general|عام/);
      await page.locator('.table-frame').waitFor();
      await fits('channel');
      await page.goBack();
      await page.locator('.sidebar').waitFor({ state: 'visible' });
      await page.close();
    }
    await small.close();
  });

  it('is accessible in light and dark, in each language', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const shade = await openWindow(browser, { colorScheme });
      for (const persona of ['zainab', 'haider', 'karwan']) {
        const page = await visit(persona, shade);
        // Everything in the first language; then what changes with script and direction.
        const check = async (where: string, always = false): Promise<void> => {
          if (!always && persona !== 'zainab') return;
          await tick(page);
          await page.evaluate(`window.axe || (() => { ${AXE} })()`);
          const faults = await page.evaluate(axeRun(RULES[colorScheme]));
          expect(faults, `${colorScheme} ${persona} ${where}`).toEqual([]);
        };
        await page.locator('.card').first().waitFor();
        await check('direct', true);
        await page.locator('.card .button', { hasText: /profile|الملف|پرۆفایل/ }).click();
        await page.getByRole('dialog').waitFor();
        await page.getByRole('dialog').locator('[type=submit]').focus();
        await page.locator('dialog [name=name]').fill('');
        await page.keyboard.press('Enter');
        await page.locator('dialog [role=alert]').waitFor();
        await check('form');
        await page.keyboard.press('Escape');
        await page.locator('.conversations section').nth(1).getByRole('button').first().click();
        await page.locator('.table-frame').waitFor();
        await page.locator('.agenda-toggle').click();
        await page.locator('.agenda-list li').first().waitFor();
        await check('channel and agenda', true);
        await field(page).fill('/coffee ');
        await page.locator('.suggestion').first().waitFor();
        await page.keyboard.press('ArrowDown');
        await check('suggestions');
        await page.close();
      }
      await shade.close();
    }
  });

  it('lets people in by a one-use link', async () => {
    const locked = await startWebServer({ access: { type: 'sessions' }, pageFolder: folder });
    try {
      const page = await (await openWindow(browser, { locale: 'ar-IQ' })).newPage();
      await page.goto(locked.url);
      await page.getByRole('heading', { name: 'الباب مفتوح للأعضاء' }).waitFor();
      await page.goto(locked.url + (await locked.adapter.signInPath('zainab', null)));
      await page.getByRole('button', { name: 'Come in' }).click();
      await page.getByText('This is where you and Mudhif talk.').waitFor();
      expect(new URL(page.url()).pathname).toBe('/');
      expect(await page.evaluate('document.cookie')).toBe('');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.locator('.threshold h1').waitFor();
      await page.context().close();
    } finally {
      await locked.close();
    }
  });
});
