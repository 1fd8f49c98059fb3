import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepBlob, storeBlob } from '../../src/feature-api/index.js';
import { useOf } from '../../src/features/resources/editions.js';
import { resourcesStore } from '../../src/features/resources/store/index.js';
import type { ResourceId } from '../../src/features/resources/types.js';
import { createPageRoutes } from '../../src/http/pages.js';
import { type HttpServer, startHttp } from '../../src/http/server.js';
import { hasBrowser, launchBrowser } from '../support/browser.js';
import { openFolder } from '../support/files.js';
import { faultsOf, fitsInWidth } from '../support/page-checks.js';
import { insertResource } from '../support/resources.js';
import { createWorld, type World } from '../support/world.js';

/** A folder for pictures, for whoever wants to look at the pages. */
const PICTURES = process.env['PICTURES'];
const TITLE = 'دليل الإحالة للناجيات في البصرة وميسان وذي قار';

describe.skipIf(!hasBrowser())('the pages of the resource centre in a browser', () => {
  let browser: Browser;
  let world: World;
  let place: ReturnType<typeof openFolder>;
  let server: HttpServer;
  let centre: string;
  let id: ResourceId;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => browser?.close());
  beforeEach(async () => {
    let url = '';
    place = openFolder();
    world = await createWorld({ blobs: place.blobs });
    const { contexts, clock } = world;
    const { features, logger } = contexts.autocommit;
    const routes = createPageRoutes({ features, contexts, origins: () => [url], clock, logger, newReference: () => 'REF' });
    server = await startHttp({ host: '127.0.0.1', port: 0, routes: [routes], logger });
    url = new URL(server.url).origin;
    centre = `${url}/p/resources/centre?language=ar`;
    const member = await world.addMember({ user: 'zainab', name: 'Zainab' });
    for (let index = 0; index < 25; index += 1) {
      await insertResource(contexts.autocommit, member, {
        title: index % 2 === 0 ? `استمارة متابعة ${index}` : `Case management form, with-a-very-long-word-${'x'.repeat(40)} ${index}`,
        sectors: ['protection', 'recovery'],
        kind: 'form',
        visibility: 'public',
      });
    }
    id = await insertResource(contexts.autocommit, member, {
      title: TITLE,
      summary: 'بمن نتصل وإلى أين نذهب؟ See also GBV Pocket Guide (2015).',
      organisation: 'Tigris Legal Aid',
      language: 'ar',
      visibility: 'public',
    });
    const bytes = new TextEncoder().encode('دليل');
    const blob = await storeBlob(contexts.autocommit, [bytes], 1000);
    await contexts.transaction(async (context) => {
      const store = resourcesStore(context.tx);
      for (const [language, name] of [
        ['ckb', 'ڕێبەر.txt'],
        ['en', 'guide.txt'],
      ] as const) {
        const file = { ...blob, name, type: 'txt' } as const;
        const edition = await store.addEdition({ resource: id, language, link: null, file, addedAt: context.now });
        await keepBlob(context, blob, { key: useOf(edition), member });
        if (language === 'ckb') await store.saveCopy(edition, { state: 'same', hash: null, size: null, removed: [] }, context.now);
      }
    });
  });
  afterEach(async () => {
    await server.close();
    await world.close();
    place.close();
  });

  async function picture(page: Page, name: string): Promise<void> {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  it('are searched, read and asked to be taken down in Arabic on a small screen without JavaScript', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'ar', javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(centre);
    await picture(page, 'centre');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await fitsInWidth(page)).toBe(true);
    await page.getByRole('link', { name: 'التالي' }).click();
    await page.getByRole('link', { name: 'الصفحة السابقة' }).waitFor();
    await page.getByLabel('بحث').fill('الاحاله');
    await page.getByRole('button', { name: 'بحث' }).click();
    await picture(page, 'found');
    await page.getByRole('link', { name: TITLE }).click();
    await picture(page, 'resource');
    expect(await fitsInWidth(page)).toBe(true);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /TXT/ }).click()]);
    expect(download.suggestedFilename()).toBe('ڕێبەر.txt');
    await page.getByText('ليس جاهزًا بعد').waitFor();
    await page.getByRole('link', { name: 'طلب إزالة هذه المادة' }).click();
    await picture(page, 'take-down');
    expect(await fitsInWidth(page)).toBe(true);
    await page.getByLabel('لماذا ينبغي إزالتها؟').fill('في الصورة بيتي.');
    await page.getByRole('button', { name: 'إرسال' }).click();
    await page.getByText('وصل الطلب إلى المنسّقين').waitFor();
    await picture(page, 'asked');
    expect(await resourcesStore(world.contexts.autocommit.tx).takeDownsOf(id)).toMatchObject([{ text: 'في الصورة بيتي.', contact: null }]);
    await context.close();
  });

  it('are as readable as WCAG asks, light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      const base = centre.replace(/centre.*/, '');
      for (const path of [
        'centre?language=ar',
        'centre?language=en&q=nothing',
        `show/${id}?language=ckb`,
        `take-down/${id}?language=ar`,
        `asked/${id}?language=en`,
      ]) {
        await page.goto(`${base}${path}`);
        expect(await faultsOf(page), path).toEqual([]);
      }
      await page.goto(`${base}take-down/${id}?language=ar`);
      await page.getByLabel('لماذا ينبغي إزالتها؟').fill('.');
      await page.getByRole('button', { name: 'إرسال' }).click();
      await page.getByText('بضع كلمات').waitFor();
      await picture(page, `problem-${colorScheme}`);
      expect(await faultsOf(page)).toEqual([]);
      await context.close();
    }
  });
});
