import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { between, DAY } from '../../src/core/time.js';
import { type HttpServer, startHttp } from '../../src/http/server.js';
import { hasBrowser, launchBrowser, openWindow } from '../support/browser.js';
import { createDemoWorld, type DemoWorld } from '../support/demo.js';
import { createTestLogger } from '../support/logger.js';
import { faultsOf, fitsInWidth } from '../support/page-checks.js';
import { services } from '../support/services/index.js';

// A busy machine may be slow; nothing here waits for time to pass.
describe.skipIf(!hasBrowser())('the demo’s page', { timeout: 240_000 }, () => {
  let browser: Browser;
  let world: DemoWorld;
  let server: HttpServer;
  let url = '';
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    world = await createDemoWorld({ enrolled: 10, residents: false, pageFolder: await services.page(), origins: () => [url] });
    // What comes at once, as when the program starts.
    await world.days(0);
    server = await startHttp({ host: '127.0.0.1', port: 0, routes: [world.demo.routes, world.web.app], logger: createTestLogger() });
    url = `http://127.0.0.1:${server.port}`;
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
    await server?.close();
  });

  async function visit(persona: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await openWindow(browser, options, 60_000)).newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${url}/?as=${persona}`);
    await page.locator('.sidebar .connection.on').waitFor({ state: 'attached' });
    return page;
  }
  const step = (page: Page, number: number) => page.locator('.guide-steps button').nth(number - 1);
  const focused = (page: Page) => page.evaluate('document.activeElement.closest("[data-message]")?.innerText ?? ""');
  const still = (page: Page) => page.locator('.time-bar:not(.busy)').waitFor({ timeout: 180_000 });

  it('says that it is one, until somebody closes that, in both directions, light and dark, and on a small screen', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const persona of ['maryam', 'haneen']) {
        const page = await visit(persona, { colorScheme });
        await page.locator('.guide h2').waitFor();
        expect(await step(page, 4).count()).toBe(1);
        expect(await faultsOf(page), `${colorScheme} ${persona}`).toEqual([]);
        await page.context().close();
      }
    }
    const small = await visit('maryam', { viewport: { width: 360, height: 640 } });
    await small.getByRole('heading', { name: 'This is a demo' }).waitFor();
    expect(await fitsInWidth(small)).toBe(true);
    await small.context().close();

    const page = await visit('maryam');
    await page.getByRole('button', { name: 'Close the first steps' }).click();
    await page.locator('.guide').waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('.sidebar .connection.on').waitFor({ state: 'attached' });
    expect(await page.locator('.guide').count()).toBe(0);
    await page.getByRole('button', { name: 'Demo', exact: true }).click();
    await page.locator('.guide').waitFor();
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  it('leaves the date beside its buttons and half of the height to the messages on a phone at 200 %', async () => {
    for (const persona of ['maryam', 'haneen']) {
      const page = await visit(persona, { viewport: { width: 180, height: 320 } });
      await page.locator('.sidebar .conversation-link').first().click();
      const frame = page.locator('.conversation .timeline-frame');
      await frame.waitFor();
      const boxOf = async (selector: string) => (await page.locator(selector).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      const date = await boxOf('.time-short');
      expect([date.width > 0, date.x >= 0, date.x + date.width <= 180], persona).toEqual([true, true, true]);
      for (const button of ['.demo-mark', '.time-toggle', '.agenda-toggle']) {
        const { x, y, width, height } = await boxOf(button);
        const overlaps = x < date.x + date.width && date.x < x + width && y < date.y + date.height && date.y < y + height;
        expect(overlaps, `${persona} ${button}`).toBe(false);
      }
      expect((await boxOf('.conversation .timeline-frame')).height, persona).toBeGreaterThanOrEqual(160);
      await page.context().close();
    }
  });

  it('shows each persona’s role in full', async () => {
    const page = await visit('haneen');
    expect(await page.locator('.persona-role').innerText()).toBe('منسّقة المجتمع');
    const fits = `(() => { const { scrollWidth, clientWidth } = document.querySelector('.persona-role'); return scrollWidth <= clientWidth })()`;
    expect(await page.evaluate(fits)).toBe(true);
    expect(
      (await page.locator('.persona option').allInnerTexts()).every((text) => /^(Member|منسّقة المجتمع|ئەندام|Newcomer)/.test(text)),
    ).toBe(true);
    await page.context().close();
  });

  it('leads to the match, to the answer, and to the organiser', async () => {
    const page = await visit('haneen');
    await step(page, 1).click();
    await page.locator('html[lang=en]').waitFor({ state: 'attached' });
    await expect.poll(() => focused(page)).toMatch(/Coffee chat, round \d+/);
    await step(page, 2).click();
    await expect.poll(() => page.evaluate('document.activeElement.innerText')).toBe('We met');
    await page.keyboard.press('Enter');
    await page
      .locator('.message.from-bot', { hasText: /Thank|lovely|glad|good/i })
      .last()
      .waitFor();
    await step(page, 3).click();
    await page.locator('html[lang=ar]').waitFor({ state: 'attached' });
    expect(new URL(page.url()).searchParams.get('as')).toBe('haneen');
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  it('runs until the persona sees something, and opens it', async () => {
    const page = await visit('maryam');
    const before = world.clock.now();
    const seen = (await world.store.autocommit.webChat.newest()).message;
    await page.getByRole('button', { name: 'Run until something happens' }).click();
    await still(page);
    expect(between(before, world.clock.now())).toBeGreaterThan(0);
    await expect
      .poll(() => page.evaluate('Number(document.activeElement.closest("[data-message]")?.dataset.message ?? 0)'))
      .toBeGreaterThan(seen);
    const found = await page.evaluate<number>('Number(document.activeElement.closest("[data-message]").dataset.message)');
    const message = await world.store.autocommit.webChat.message(found);
    expect(message?.author).not.toBe('maryam');
    expect(decodeURIComponent(page.url()).endsWith(message?.thread === null ? `#${message.conversation}` : '')).toBe(true);
    await page.context().close();
  });

  it('lets six months pass and says how far it is; older private groups are folded then', async () => {
    const page = await visit('maryam');
    const before = world.clock.now();
    await step(page, 4).click();
    await page.locator('.time-progress progress').waitFor();
    await still(page);
    expect(between(before, world.clock.now())).toBeGreaterThanOrEqual(180 * DAY);
    const closed = page.locator('.closed-groups');
    await closed.waitFor();
    expect(await closed.getAttribute('open')).toBeNull();
    await closed.locator('summary').click();
    await closed.locator('.conversation-link').first().click();
    await page.locator('.conversation-head').waitFor();
    expect(await page.locator('.closed-groups[open] .conversation-link[aria-current]').count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
