import type { Browser, BrowserContext, Page, Request, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationRef, MessageRef } from '../../src/ports/chat.js';
import { saying } from '../contract/store/samples.js';
import { hasBrowser, launchBrowser, openWindow } from '../support/browser.js';
import { services } from '../support/services/index.js';
import { startWebServer, type WebServer } from '../support/web-server.js';

const NONE = { mentions: new Map() };

/** Whatever happens between two steps of the page: a load, its stream, a lost line. Nothing here waits for time to pass. */
describe.skipIf(!hasBrowser())('a chat page that is behind', () => {
  let browser: Browser;
  let folder: string;
  let server: WebServer;
  let context: BrowserContext;
  let general: ConversationRef;

  beforeAll(async () => {
    folder = await services.page();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    server = await startWebServer({ pageFolder: folder });
    context = await openWindow(browser);
    const channel = await server.adapter.channel('general');
    if (!channel) throw new Error('no channel');
    general = channel;
  });
  afterEach(async () => {
    await context.close();
    await server.close();
  });

  let posts = 0;
  const post = (text: string): Promise<MessageRef> => server.adapter.post(general, saying(text), { key: `k${++posts}`, ...NONE });
  const openThread = () => threads().open(general, 'Budgets', saying('Budgets for next year?'), { key: 'topics:1', ...NONE });
  const threads = () => {
    if (!server.adapter.threads) throw new Error('no threads');
    return server.adapter.threads;
  };
  const openGroup = () => {
    const people = ['zainab', 'haider'].map((user) => ({ platform: 'web', space: 'test', user }) as const);
    return server.adapter.openGroup('coffee:9', people, 'Coffee in pairs');
  };
  const speakArabic = () => {
    const actor = server.actors.get('zainab');
    if (actor) server.actors.set('zainab', { ...actor, language: 'ar' });
    server.adapter.memberChanged();
  };

  const visit = async (): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${server.url}/?as=zainab`);
    return page;
  };
  const listens = (page: Page) => page.locator('.sidebar .connection.on').waitFor({ state: 'attached' });
  const open = (page: Page, name: string | RegExp) => page.locator('.sidebar').getByRole('button', { name }).click();
  const message = (page: Page, text: string) => page.locator('.conversation .message', { hasText: text });
  const panel = (page: Page) => page.getByRole('complementary', { name: 'Thread' });
  const reply = async (page: Page, text: string) => {
    await message(page, text).hover();
    await message(page, text).getByRole('button', { name: 'Reply in a thread' }).click();
  };

  /** A step that others wait for, and how it is taken. */
  const step = () => {
    let taken: () => void = () => undefined;
    const come = new Promise<void>((resolve) => {
      taken = resolve;
    });
    return { come, take: () => taken() };
  };
  /** Keeps the answer to the next load of an address back until `arrive`; `asked`: the server has answered. */
  const hold = async (page: Page, address: string) => {
    const [asked, arrival] = [step(), step()];
    let kept: Request | undefined;
    const held = async (route: Route) => {
      kept = route.request();
      const response = await route.fetch();
      asked.take();
      await arrival.come;
      await route.fulfill({ response });
    };
    await page.route(address, held, { times: 1 });
    const arrive = async () => {
      const arrived = page.waitForEvent('requestfinished', (request) => request === kept);
      arrival.take();
      await arrived;
      await heard(page);
    };
    return { asked: asked.come, arrive };
  };
  /** Keeps the page's next request for its stream back until `go`. */
  const holdStream = async () => {
    const [asked, going] = [step(), step()];
    const held = async (route: Route) => {
      asked.take();
      await going.come;
      await route.continue();
    };
    await context.route(/\/api\/events/, held, { times: 1 });
    return { asked: asked.come, go: going.take };
  };
  /** Ends the page's stream and lets it reach nothing until `back`. */
  const cut = async (page: Page) => {
    const refuse = (route: Route) => route.abort('connectionrefused');
    await context.route(/\/api\/(state|events)/, refuse);
    await server.adapter.signOut('zainab');
    await page.locator('.connection:not(.on)').waitFor({ state: 'attached' });
    return {
      back: async () => {
        await context.unroute(/\/api\/(state|events)/, refuse);
        await page.evaluate("window.dispatchEvent(new Event('online'))");
      },
    };
  };
  /** The page has heard of all that came before: it shows that another channel has more to read. */
  const heard = async (page: Page) => {
    const coffee = await server.adapter.channel('coffee');
    if (!coffee) throw new Error('no channel');
    const link = page.locator('.conversation-link', { hasText: 'coffee' });
    const before = await link.textContent();
    await server.adapter.post(coffee, saying('Now'), { key: `k${++posts}`, ...NONE });
    await expect.poll(() => link.textContent(), { timeout: 30_000 }).not.toBe(before);
  };

  it('shows that a thread was closed or reopened while it was loaded', async () => {
    const { thread } = await openThread();
    const page = await visit();
    await listens(page);
    await open(page, /general/);
    const load = await hold(page, '**/api/threads/*');
    await reply(page, 'Budgets for next year?');
    await load.asked;
    await threads().close(thread);
    // By then the page has heard of it.
    await post('After the closing');
    await message(page, 'After the closing').waitFor();
    await load.arrive();
    await panel(page).getByText('This thread is closed').waitFor();
    expect(await panel(page).getByRole('textbox').count()).toBe(0);
  });

  it('shows no message that was deleted while it was loaded, in a conversation and in a thread', async () => {
    const { thread } = await openThread();
    const [said, answer] = [await post('A slip'), await server.adapter.post(thread, saying('A slip too'), { key: 'slip', ...NONE })];
    const page = await visit();
    await listens(page);
    const load = await hold(page, '**/api/conversations/*/messages');
    await open(page, /general/);
    await load.asked;
    await server.adapter.remove(said);
    await heard(page);
    await load.arrive();
    await message(page, 'Budgets for next year?').waitFor();
    expect(await message(page, 'A slip').count()).toBe(0);

    const loadThread = await hold(page, '**/api/threads/*');
    await message(page, 'Budgets for next year?').getByRole('button', { name: '1 reply' }).click();
    await loadThread.asked;
    await server.adapter.remove(answer);
    await heard(page);
    await loadThread.arrive();
    await panel(page).locator('.message', { hasText: 'Budgets for next year?' }).waitFor();
    expect(await panel(page).locator('.message', { hasText: 'A slip too' }).count()).toBe(0);
  });

  it('catches up with what happened before its stream began', async () => {
    const { thread } = await openThread();
    const said = await post('A slip');
    const stream = await holdStream();
    const page = await visit();
    await stream.asked;
    await read(page);
    await change(thread, said);
    stream.go();
    await shows(page);
    expect(await message(page, 'A slip').count()).toBe(0);
  });

  it('catches up with what happened while its line was cut', async () => {
    const { thread } = await openThread();
    const said = await post('A slip');
    const page = await visit();
    await listens(page);
    await read(page);
    const line = await cut(page);
    await change(thread, said);
    await line.back();
    await shows(page);
    expect(await message(page, 'A slip').count()).toBe(0);
  });

  it.each(['a new group', 'another language'])('learns of %s between its state and its stream', async (what) => {
    const page = await visit();
    await listens(page);
    const line = await cut(page);
    const stream = await holdStream();
    await line.back();
    await stream.asked;
    if (what === 'a new group') await openGroup();
    else speakArabic();
    stream.go();
    if (what === 'a new group') await page.locator('.sidebar').getByText('Coffee in pairs').waitFor();
    else await page.locator('html[lang=ar]').waitFor({ state: 'attached' });
    // Nothing else had to be done for it.
    expect(await page.locator('.sidebar .connection.on').count()).toBe(1);
  });

  const read = async (page: Page) => {
    await open(page, /general/);
    await reply(page, 'Budgets for next year?');
    await panel(page).locator('.message', { hasText: 'Budgets for next year?' }).waitFor();
    await message(page, 'A slip').waitFor();
  };
  const change = async (thread: ConversationRef, said: MessageRef) => {
    await threads().close(thread);
    await server.adapter.remove(said);
    await post('Said meanwhile');
  };
  const shows = async (page: Page) => {
    await message(page, 'Said meanwhile').waitFor();
    await panel(page).getByText('This thread is closed').waitFor();
    await message(page, 'A slip').waitFor({ state: 'detached' });
  };
});
