import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directionOf, LANGUAGES } from '../../src/core/language.js';
import { htmlLetter } from '../../src/features/letter/render/html.js';
import { textLetter } from '../../src/features/letter/render/text.js';
import { hasBrowser, launchBrowser } from '../support/browser.js';
import { writtenLetter } from '../support/letter.js';
import { faultsOf, fitsInWidth } from '../support/page-checks.js';

const FOOTER = { community: 'Women of the Rivers', stop: `https://mudhif.example.org/p/letter/stop/3-${'a'.repeat(32)}` };

describe('a letter in plain text', () => {
  it('runs from the right where its language does', () => {
    for (const language of ['ar', 'ckb'] as const) {
      const lines = textLetter(writtenLetter(language), FOOTER).split('\n');
      expect(lines.filter((line) => line !== '' && !line.startsWith('\u200f') && !/^ *https:/.test(line))).toEqual([]);
    }
    expect(textLetter(writtenLetter('en'), FOOTER)).not.toContain('\u200f');
  });
});

// A busy machine may be slow; nothing here waits for time to pass.
describe.skipIf(!hasBrowser())('a letter in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it.each(LANGUAGES)(
    'can be read on a phone and on a screen, without scripts, pictures or anything of another site: %s',
    async (language) => {
      const html = htmlLetter(writtenLetter(language), FOOTER);
      expect(Buffer.byteLength(html)).toBeLessThan(100_000);
      const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
      const page = await context.newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.setContent(html);
      for (const width of [360, 1200]) {
        await page.setViewportSize({ width, height: 640 });
        expect(await fitsInWidth(page)).toBe(true);
      }
      expect(await page.evaluate('document.dir')).toBe(directionOf(language));
      // A mail has no landmarks, as a page would.
      expect((await faultsOf(page)).filter((fault) => !/^(region|landmark)/.test(fault))).toEqual([]);
      expect(asked).toEqual([]);
      await context.close();
    },
  );
});
