import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/core/language.js';
import type { Entrance } from '../../src/ports/entrance.js';
import { hasBrowser, launchBrowser } from '../support/browser.js';
import { faultsOf, fitsInWidth } from '../support/page-checks.js';
import { services } from '../support/services/index.js';
import { startWebServer, type WebServer } from '../support/web-server.js';

const entrance: Entrance = {
  look: async () => undefined,
  enter: async () => undefined,
  mayJoin: async () => true,
  ask: async () => ({ is: 'asked' }),
};

describe.skipIf(!hasBrowser())('the pages on which people ask to come in', () => {
  let browser: Browser;
  let server: WebServer;

  beforeAll(async () => {
    browser = await launchBrowser();
    server = await startWebServer({ access: { type: 'sessions' }, entrance, pageFolder: await services.page() });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it.each([360, 640, 1280])('show their fields whole at %s px, in every language', async (width) => {
    for (const language of LANGUAGES) {
      for (const path of ['/sign-in/ask', '/sign-in/join/open']) {
        const context = await browser.newContext({ viewport: { width, height: 640 } });
        const page = await context.newPage();
        await page.goto(`${server.url}${path}?language=${language}`);
        const where = `${path} ${language} ${width}`;
        expect(await fitsInWidth(page), where).toBe(true);
        const edges = await page.locator('input').evaluateAll((inputs) =>
          inputs.map((input) => {
            const { left, right } = (
              input as unknown as { getBoundingClientRect(): { left: number; right: number } }
            ).getBoundingClientRect();
            return [left, right] as const;
          }),
        );
        expect(edges.length, where).toBe(path.includes('join') ? 2 : 1);
        for (const [left, right] of edges) expect([left >= 16, right <= width - 16], where).toEqual([true, true]);
        if (width === 360) expect(await faultsOf(page), where).toEqual([]);
        await context.close();
      }
    }
  });
});
