import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { createInlineCompute } from '../../src/compute/host.js';
import { SetupError } from '../../src/core/errors.js';
import type { Language } from '../../src/core/language.js';
import { seedCommunity } from '../../src/demo/index.js';
import { features } from '../../src/features/index.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { rehearse } from '../../src/rehearse/index.js';
import { createTestClock } from '../support/clock.js';
import { keepEnrolled } from '../support/demo.js';
import { createTestLogger } from '../support/logger.js';
import { openTestStore } from '../support/store.js';

const clock = createTestClock('2026-11-22T09:00:00+03:00');
let folder: string;
let file: string;
/** What a month is rehearsed as. */
let month: readonly string[];

const hash = () => createHash('sha256').update(readFileSync(file)).digest('hex');
const copies = () => readdirSync(tmpdir()).filter((name) => name.startsWith('mudhif-rehearsal-'));

async function lines(options: { readonly months: number; readonly language?: Language; readonly file?: string }) {
  const written: string[] = [];
  const logger = createTestLogger();
  await rehearse({
    url: `sqlite:${options.file ?? file}`,
    language: 'en',
    clock,
    ...options,
    line: (text) => written.push(withoutDirectionControls(text)),
    compose: ({ store, clock: moved, adapters }) =>
      createApp({
        store,
        features,
        clock: moved,
        logger,
        organisers: [],
        owner: 'rehearsal',
        compute: createInlineCompute(),
        newReference: () => 'REF',
        random: () => 1,
        createAdapters: () => adapters,
      }),
  });
  expect(logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  return written;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mudhif-test-'));
  file = join(folder, 'community.db');
  const store = await openTestStore({ file });
  await seedCommunity(store.contexts({ clock }));
  await keepEnrolled(store, 24);
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a rehearsal', () => {
  it('writes what would happen and when, in order, and leaves the original and no copy behind', async () => {
    const [before, others] = [hash(), copies()];
    const written = await lines({ months: 1 });
    month = written;
    expect(hash()).toBe(before);
    expect(readdirSync(folder)).toEqual(['community.db']);
    expect(copies()).toEqual(others);

    expect(written[0]).toMatch(/^What .* would see in 1 month from Sunday, 22 November 2026 on\. This is a copy/);
    expect(written).toContain('Wednesday, 25 November 2026 10:00 · Coffee: ask how it went');
    expect(written).toContain('Thursday, 3 December 2026 10:00 · Invitation in the coffee channel · in the channel coffee');
    expect(written).toContain('Sunday, 6 December 2026 10:00 · Coffee: find the matches');
    expect(written.find((line) => line.startsWith('Thursday, 3 December 2026 10:00 · Invitation to coffee'))).toMatch(
      / · to \d{2} people$/,
    );
    expect(written.find((line) => line.includes('Introduction of a match'))).toMatch(/^Sunday, 22 November|^Sunday, 6 December/);
    const end = written.findIndex((line) => /^\d{3} messages in all\.$/.test(line));
    expect(written.slice(end + 1).join('\n')).toMatch(/^\nHow things would stand on .*:\n(?:So far, )?\d+ of \d+ topics held in \d{4}\./);
    expect(end).toBeGreaterThan(0);
    const days = written.slice(3, end).map((line) => Date.parse(`${line.slice(line.indexOf(',') + 2, line.indexOf(':') - 3)} UTC`));
    expect(days.every(Number.isFinite)).toBe(true);
    expect(days).toEqual([...days].sort((a, b) => a - b));
  });

  it('speaks the operator’s language and says the same', async () => {
    const arabic = await lines({ months: 1, language: 'ar' });
    expect(arabic).toHaveLength(month.length);
    expect(arabic.find((line) => line.includes('25') && line.includes('السؤال عن اللقاء'))).toBeDefined();
  });

  it('pauses nobody for the silence of people who are only imagined', async () => {
    const written = await lines({ months: 4 });
    // Those whom the sample had silent before may still be paused: never the whole community.
    const paused = written
      .filter((line) => line.includes('pause after long silence'))
      .map((line) => Number(/to (\d+)/.exec(line)?.[1] ?? 0));
    expect(paused.reduce((sum, count) => sum + count, 0)).toBeLessThan(3);
    const invitations = written.filter((line) => line.includes('Invitation to coffee')).map((line) => Number(/to (\d+)/.exec(line)?.[1]));
    expect(invitations.length).toBe(4);
    for (const count of invitations) expect(count).toBeGreaterThan(20);
  });

  it('copies a database that is in use, with what is not in its file yet', async () => {
    const store = await openTestStore({ file });
    const settings = await store.autocommit.community.settings();
    await store.autocommit.community.saveSettings({ ...settings, name: 'Still in the log' });
    const before = hash();
    const written = await lines({ months: 1 });
    expect(written[0]).toContain('Still in the log');
    expect(hash()).toBe(before);
    expect((await store.autocommit.community.settings()).name).toBe('Still in the log');
    await store.close();
  });

  it('says which database is missing', async () => {
    await expect(lines({ months: 1, file: join(folder, 'nowhere.db') })).rejects.toBeInstanceOf(SetupError);
    expect(readdirSync(folder)).toEqual(['community.db']);
  });
});
