import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { directionOf, LANGUAGES, type Language } from '../../src/core/language.js';
import { keepBlob, storeBlob } from '../../src/feature-api/index.js';
import { lettersStore } from '../../src/features/letter/store/index.js';
import { tokenOf } from '../../src/features/letter/tokens.js';
import { photoUse } from '../../src/features/stories/keys.js';
import { storiesStore } from '../../src/features/stories/store/index.js';
import type { StoryId } from '../../src/features/stories/types.js';
import { createPageRoutes } from '../../src/http/pages.js';
import { type HttpServer, startHttp } from '../../src/http/server.js';
import { hasBrowser, launchBrowser } from '../support/browser.js';
import { openFolder } from '../support/files.js';
import { startMailServer } from '../support/mail-server.js';
import { faultsOf, fitsInWidth } from '../support/page-checks.js';
import { photoOf } from '../support/photos.js';
import { insertResource } from '../support/resources.js';
import { createWorld, type World } from '../support/world.js';

/** A folder for pictures, for whoever wants to look at the pages. */
const PICTURES = process.env['PICTURES'];
const SMALL = { width: 360, height: 740 };
const WORDS = {
  en: [
    'A safe room',
    'We met over coffee.\nThen we found a room with a-very-long-word-without-any-space-xxxxxxxxxxxxxxxxxxxxxx.',
    'Women come.',
  ],
  ar: [
    'غرفة آمنة في البصرة للنساء والفتيات',
    'التقينا على فنجان قهوة.\nثم وجدنا غرفة، انظر GBV Pocket Guide (2015).',
    'تأتي عشرون امرأة كل أسبوع.',
  ],
  ckb: ['ژوورێکی پارێزراو لە بەسرە', 'لەسەر قاوەیەک یەکترمان بینی.', 'هەموو هەفتەیەک بیست ژن دێن.'],
} as const;
/** The titles of the pages that letters lead to. */
const LETTER = ['unsubscribe', 'stop', 'confirm'] as const;

describe.skipIf(!hasBrowser())('the public pages of stories, collections and letters in a browser', () => {
  let browser: Browser;
  let world: World;
  let place: ReturnType<typeof openFolder>;
  let mails: Awaited<ReturnType<typeof startMailServer>>;
  let server: HttpServer;
  let pages: string;
  let story: StoryId;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => browser?.close());
  beforeEach(async () => {
    place = openFolder();
    mails = await startMailServer();
    let url = '';
    world = await createWorld({ blobs: place.blobs, mail: mails.mail, publicUrl: 'https://mudhif.example.org' });
    const { contexts, clock } = world;
    const { features, logger } = contexts.autocommit;
    const routes = createPageRoutes({ features, contexts, origins: () => [url], clock, logger, newReference: () => 'REF' });
    server = await startHttp({ host: '127.0.0.1', port: 0, routes: [routes], logger });
    url = new URL(server.url).origin;
    pages = `${url}/p`;
    const member = await world.addMember({ user: 'zainab', name: 'Zainab Salih', email: 'zainab@example.org' });
    await world.addMember({ user: 'haneen', role: 'organiser' });
    for (const told of [['en'], ['ar'], ['ckb'], LANGUAGES] as const) story = await publish(member, told);
    const photo = photoOf([180, 120, 60], { width: 1600, height: 1200, clean: true });
    const blob = await storeBlob(contexts.autocommit, [photo.bytes], 1_000_000);
    await contexts.transaction(async (context) => {
      const picture = { ...blob, type: 'png', width: 1600, height: 1200, alt: WORDS.en[0], others: false } as const;
      const id = await storiesStore(context.tx).insertPhoto(story, picture, context.now);
      await keepBlob(context, blob, { key: photoUse(id), member });
    });
    for (const title of ['دليل الإحالة', 'Consent form', 'ڕێبەری ڕەوانەکردن'])
      await insertResource(contexts.autocommit, member, { title, visibility: 'public' });
    const contents = '1\n2\n3';
    await world
      .person('haneen')
      .submit('resources:new-collection:0', { title: 'قبل التدريب', summary: 'Read these first.', contents, visibility: ['public'] });
    await world.person('zainab').pressAnyway('letter:agree:0');
  });
  afterEach(async () => {
    await server.close();
    await world.close();
    await mails.close();
    place.close();
  });

  const publish = (member: Parameters<typeof insertResource>[1], told: readonly Language[]): Promise<StoryId> =>
    world.contexts.transaction(async (context) => {
      const store = storiesStore(context.tx);
      const [first = 'en'] = told;
      const id = await store.insert({ member, language: first, named: true, onPage: true, madeAt: context.now });
      for (const language of told) {
        const [title, happened, changed] = WORDS[language];
        await store.saveText(id, { language, title, happened, changed });
      }
      await store.change({ id, version: 1 }, { state: 'published', publishedAt: context.now });
      return id;
    });
  const letterPaths = async (): Promise<readonly string[]> => {
    const context = world.contexts.autocommit;
    const [consent] = await context.tx.find(lettersStore(context.tx).consentsOf((await world.person('zainab').member()).id));
    if (!consent) throw new Error('nobody agreed to letters');
    return Promise.all(LETTER.map(async (page) => `letter/${page}/${await tokenOf(context, page, consent)}`));
  };
  const picture = async (page: Page, name: string): Promise<void> => {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  };

  it.each(LANGUAGES)('fit a small screen and need no script, in %s', async (language) => {
    const context = await browser.newContext({ viewport: SMALL, locale: language === 'ckb' ? 'en' : language, javaScriptEnabled: false });
    const page = await context.newPage();
    for (const path of ['stories/list', `stories/story/${story}`, 'stories/story/1', 'resources/collection/1', ...(await letterPaths())]) {
      await page.goto(`${pages}/${path}?language=${language}`);
      expect(await page.locator('html').getAttribute('dir'), path).toBe(directionOf(language));
      expect(await fitsInWidth(page), path).toBe(true);
      await picture(page, `${path.split('/').slice(0, 2).join('-')}${path.endsWith('story/1') ? '-foreign' : ''}-${language}`);
    }
    await page.goto(`${pages}/stories/story/${story}?language=${language}`);
    const shown = page.getByRole('img', { name: WORDS.en[0] });
    expect(await shown.boundingBox()).toMatchObject({ width: 328, height: 246 });
    await expect.poll(() => page.evaluate(`document.querySelector('img').naturalWidth`)).toBe(1600);
    for (const path of await letterPaths()) {
      await page.goto(`${pages}/${path}?language=${language}`);
      await page.getByRole('button').click();
      await page.getByRole('status').waitFor();
      expect(await fitsInWidth(page), path).toBe(true);
      await picture(page, `${path.split('/').slice(0, 2).join('-')}-done-${language}`);
    }
    await context.close();
  });

  it('are as readable as WCAG asks, light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: SMALL, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      for (const language of LANGUAGES) {
        for (const path of [
          'stories/list',
          `stories/story/${story}`,
          'stories/story/1',
          'resources/collection/1',
          ...(await letterPaths()),
        ]) {
          await page.goto(`${pages}/${path}?language=${language}`);
          expect(await faultsOf(page), `${path} ${language}`).toEqual([]);
        }
      }
      for (const path of await letterPaths()) {
        await page.goto(`${pages}/${path}?language=ar`);
        await page.getByRole('button').click();
        await page.getByRole('status').waitFor();
        expect(await faultsOf(page), path).toEqual([]);
      }
      await picture(page, `done-${colorScheme}`);
      await context.close();
    }
  });
});
