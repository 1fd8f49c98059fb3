import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventId } from '../../src/features/events/types.js';
import { createPageRoutes } from '../../src/http/pages.js';
import { type HttpServer, startHttp } from '../../src/http/server.js';
import { hasBrowser, launchBrowser } from '../support/browser.js';
import { insertEvent } from '../support/events.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_RUN = `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`;
const TOO_WIDE = `[...document.querySelectorAll('body *')].filter((element) => {
  const { left, right, width } = element.getBoundingClientRect();
  return width > 1 && (left < -1 || right > window.innerWidth + 1);
}).map((element) => element.outerHTML.slice(0, 80))`;
/** A folder for pictures, for whoever wants to look at the pages. */
const PICTURES = process.env['PICTURES'];

const EVENT = toId<EventId>(1);
const TITLE = 'مساحات آمنة في الأرياف';

describe.skipIf(!hasBrowser())('the pages of guests in a browser', () => {
  let browser: Browser;
  let world: TopicsWorld;
  let server: HttpServer;
  let link: string;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => browser?.close());
  beforeEach(async () => {
    let url = '';
    const origins = () => [url];
    world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', chatUrl: 'http://127.0.0.1' });
    const { features, contexts, clock, logger } = world;
    const routes = createPageRoutes({ features, contexts, origins, clock, logger, newReference: () => 'REF' });
    server = await startHttp({ host: '127.0.0.1', port: 0, routes: [routes], logger });
    url = new URL(server.url).origin;
    const about = 'نتحدث عمّا تعلّمناه في ثلاث قرى.\nوعن الصعوبات.';
    await insertEvent(world.store.autocommit.tx, clock.now(), {
      format: 'hybrid',
      recorded: true,
      place: 'البصرة، قاعة المدينة',
      texts: { ar: { title: TITLE, about } },
      language: 'ar',
      questions: [
        { label: 'هل تحتاج إلى ترجمة؟', required: true, options: ['نعم', 'لا'] },
        { label: 'ما الذي تودّ أن تسأل عنه؟', required: false, options: [] },
      ],
    });
    const shown = textOf(await world.boss.pressAnyway('events:guests-link:1.open'));
    link = `${url}${/\/p\/events\/invitation\/[0-9a-f]{32}/.exec(shown)?.[0] ?? ''}?language=ar`;
  });
  afterEach(async () => {
    await server.close();
    await world.close();
  });

  async function picture(page: Page, name: string): Promise<void> {
    if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  it('register and withdraw somebody in Arabic on a small screen without JavaScript', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'ar', javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(link);
    await picture(page, 'guest-form');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.evaluate(TOO_WIDE)).toEqual([]);
    await page.getByLabel('اسمك').fill('هاوری');
    await page.getByLabel('منظمتك').fill('بيت القصب');
    await page.getByLabel('حضوريًا').check();
    await page.getByLabel('هل تحتاج إلى ترجمة؟').selectOption({ label: 'لا' });
    await page.getByLabel('أوافق').check();
    await page.getByRole('button', { name: 'تسجيل' }).click();
    await page.getByText('لك مقعد. إلى اللقاء!').waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/p\/events\/guest\/\d+-[0-9a-f]{32}$/);
    expect(await page.content()).not.toContain('قاعة المدينة');
    expect(await page.evaluate(TOO_WIDE)).toEqual([]);
    await picture(page, 'guest-own');
    expect(await eventsStore(world.store.autocommit.tx).registrationsOf(EVENT)).toMatchObject([
      { guestName: 'هاوری', attends: 'room', answers: ['لا', ''], recordingAgreed: true, state: 'going' },
    ]);
    world.clock.set('2026-12-06T08:00:00+03:00');
    await page.reload();
    await page.getByText('البصرة، قاعة المدينة').waitFor();
    await picture(page, 'guest-where');
    await page.getByRole('button', { name: 'لم أعد أستطيع الحضور' }).click();
    await page.getByText('سُجّل اعتذارك، وحُذف ما كتبته.').waitFor();
    await context.close();
  });

  it('are as readable as WCAG asks, light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(link);
      await page.getByLabel('اسمك').fill('-');
      await page.getByLabel('حضوريًا').check();
      await page.getByLabel('هل تحتاج إلى ترجمة؟').selectOption({ label: 'لا' });
      await page.getByRole('button', { name: 'تسجيل' }).click();
      await page.getByText('يُرجى كتابة اسمك.').waitFor();
      await picture(page, `guest-problem-${colorScheme}`);
      await page.addScriptTag({ content: AXE });
      expect(await page.evaluate(AXE_RUN)).toEqual([]);
      await page.getByLabel('اسمك').fill('هاوری');
      await page.getByRole('button', { name: 'تسجيل' }).click();
      await page.getByText('لك مقعد').waitFor();
      await page.addScriptTag({ content: AXE });
      expect(await page.evaluate(AXE_RUN)).toEqual([]);
      await context.close();
    }
  });
});
