import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMail } from '../../src/cli/mail.js';
import { after, DAY, toInstant } from '../../src/core/time.js';
import { gather, periodOf } from '../../src/features/letter/content.js';
import { hashOfAddress } from '../../src/features/letter/recipients.js';
import { toLetterMonth } from '../../src/features/letter/rules/times.js';
import { sendOut } from '../../src/features/letter/send.js';
import { lettersStore } from '../../src/features/letter/store/index.js';
import { seededRandom } from '../../src/kit/random.js';
import { bundle } from '../support/bundle.js';
import { openFolder } from '../support/files.js';
import { startMailServer } from '../support/mail-server.js';
import { aMember } from '../support/records.js';
import { insertResource } from '../support/resources.js';
import { openTestStore } from '../support/store.js';
import { inForm, tell } from './form.js';

const KILLS = inForm(15, 150);
const PEOPLE = inForm(400, 3000);
const NOW = toInstant(Date.parse('2026-12-06T11:00:00+03:00'));

describe('a letter whose sender is killed', () => {
  let program: Awaited<ReturnType<typeof bundle>>;
  let server: Awaited<ReturnType<typeof startMailServer>>;
  const place = openFolder();
  const url = `sqlite:${join(place.folder, 'letters.db')}`;
  beforeAll(async () => {
    program = await bundle(join(import.meta.dirname, '../support/letter-child.ts'));
    server = await startMailServer();
  });
  afterAll(async () => {
    rmSync(program.folder, { recursive: true, force: true });
    place.close();
    await server.close();
  });

  /** Everybody has agreed, and the letter is on its way: all mails are due. */
  async function begin(): Promise<void> {
    const store = await openTestStore({ url });
    const mail = createMail({ SMTP_URL: server.url, MAIL_FROM: 'bot@example.org' });
    const contexts = store.contexts({ clock: { now: () => after(NOW, -DAY) }, mail, publicUrl: () => 'https://mudhif.example.org' });
    await store.transaction(async ({ members, tx, now }) => {
      for (let index = 0; index < PEOPLE; index += 1) {
        const email = `member-${index}@example.org`;
        const id = await members.insert(aMember({ name: `Member ${index}`, email }));
        await lettersStore(tx).agree(id, await hashOfAddress(email), now);
      }
    });
    await contexts.transaction(async (context) => {
      const letters = lettersStore(context.tx);
      const [first] = await letters.openConsents();
      if (!first) throw new Error('nobody agreed');
      await insertResource(context, first.member, { title: 'Referral pathways' });
      const period = { from: after(NOW, -31 * DAY), to: NOW };
      const content = await gather(context, periodOf(period));
      const id = await letters.insert({ month: toLetterMonth('2026-12'), ...period, sendAt: NOW, content });
      const letter = await letters.find(id);
      if (letter) await sendOut(context, letter);
    });
    await store.close();
  }

  test(`reaches each of ${PEOPLE} addresses at most once, through ${KILLS} kills, and says of which nobody knows`, async () => {
    await begin();
    const random = seededRandom(29);
    for (let kill = 0; kill < KILLS; kill += 1) await run(random(250));
    await run();
    const store = await openTestStore({ url, isMigrated: true });
    const letters = lettersStore(store.autocommit.tx);
    const [letter] = await letters.telling('resources:1');
    if (letter === undefined) throw new Error('no letter');
    const counts = await letters.countMails(letter);
    const times = new Map<string, number>();
    for (const { to } of server.mails) times.set(to, (times.get(to) ?? 0) + 1);
    await store.close();
    expect(Math.max(...times.values())).toBe(1);
    expect(counts.sent + counts.unknown).toBe(PEOPLE);
    expect(times.size).toBeGreaterThanOrEqual(counts.sent);
    expect(times.size).toBeLessThanOrEqual(PEOPLE);
    tell(`a letter to ${PEOPLE} addresses: ${KILLS} kills, ${times.size} have it, none twice, of ${counts.unknown} nobody knows`);
  });

  /** Runs the sender until it works, and so many milliseconds longer, or until nothing is left to do. */
  async function run(ms?: number): Promise<void> {
    const child = spawn(process.execPath, [program.file, url, server.url, String(NOW)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => {
      child.once('exit', (code) => resolve(code));
    });
    await Promise.race([new Promise<void>((resolve) => child.stdout.once('data', () => resolve())), ended]);
    if (ms === undefined) {
      expect(await ended).toBe(0);
      return;
    }
    await setTimeout(ms);
    child.kill('SIGKILL');
    await ended;
  }
});
