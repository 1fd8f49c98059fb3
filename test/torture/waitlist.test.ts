import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import type { MemberId } from '../../src/core/ids.js';
import { after, type Instant, MINUTE, systemClock } from '../../src/core/time.js';
import type { EventId } from '../../src/features/events/types.js';
import { bundle } from '../support/bundle.js';
import { type EngineName, hasEngine, startEngine } from '../support/engines.js';
import { insertEvent } from '../support/events.js';
import { aMember } from '../support/records.js';
import { type TestStore, testStoreOf } from '../support/store.js';
import { SPACE } from '../support/waitlist/options.js';
import { type Life, startLife } from '../support/waitlist/process.js';
import { inForm, tell } from './form.js';

const CHILD = fileURLToPath(new URL('../support/waitlist/child.ts', import.meta.url));
const PLACES = 220;
const WAITING = 500;
const CANCEL = 200;
/** So many of those who get a place let it go, and the others take it, all at once. */
const LET_GO = 50;
const KILLS = inForm(6, 25);
/** The share of the answers after which nothing is killed any more. */
const EARLY = 0.6;
const END_LIMIT_MS = 60_000;

/**
 * 200 people cancel at one moment while 500 wait and processes are killed: the first 200 of those who wait get the places, each once
 * and each told once. Then these answer at one moment, and the places that they let go are given in the same way.
 */
describe('a waitlist of 500', () => {
  for (const engine of ['PostgreSQL alone', 'SQLite alone'] as const satisfies readonly EngineName[]) {
    test.skipIf(!hasEngine(engine))(`${engine}: ${CANCEL} cancel at once, ${KILLS} kills`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'mudhif-torture-'));
      const running = await startEngine(engine, folder, { durable: true });
      const program = await bundle(CHILD);
      const posts = new Sqlite(join(folder, 'posts.db'));
      posts.exec('create table posts (id integer primary key autoincrement, key text not null, place text not null)');
      const { database, communityId } = await openStore(readEnvironment({ DATABASE_URL: running.database }));
      const store = testStoreOf(database, communityId);
      const { db } = store.autocommit.tx;
      const count = async (query: ReturnType<typeof sql<{ n: number | string }>>) => Number((await query.execute(db)).rows[0]?.n ?? 0);
      /** What nobody was shown the answer to yet. */
      const open = new Map<string, string>();
      const texts: string[] = [];
      const options = { database: running.database, posts: join(folder, 'posts.db') };
      const begin = () =>
        startLife(program.file, options, ({ person, text }) => {
          texts.push(text);
          open.delete(person);
        });
      const lives: Life[] = [];
      const until = async (what: string, isSo: () => boolean | Promise<boolean>) => {
        const limit = performance.now() + END_LIMIT_MS;
        while (!(await isSo())) {
          if (performance.now() > limit) throw new Error(`it never came about that ${what}`);
          await sleep(20);
        }
      };
      let overfull = 0;
      const watch = async () => {
        const taken = await count(sql`select count(*) as n from event_registrations where state in ('going', 'offered')`);
        if (taken > PLACES) overfull += 1;
      };
      /** All press at one moment, each in one of the processes; whoever sees no answer because it was killed presses again. */
      const storm = async (presses: ReadonlyMap<string, string>, kills: number) => {
        await until('all are ready', () => lives.every((life) => life.isReady()));
        for (const [person, action] of presses) open.set(person, action);
        const press = (one: number) => {
          for (const [index, [person, action]] of [...open].entries())
            if (index % lives.length === one) lives[one]?.press({ person, action });
        };
        for (const one of lives.keys()) press(one);
        for (let kill = 0; kill < kills; kill += 1) {
          // The queue gives back what was under way after twenty seconds, so the kills come early.
          const left = presses.size * (1 - (EARLY * (kill + Math.random())) / kills);
          await until(`${left} wait for an answer`, () => open.size <= left);
          await sleep(Math.random() * 20);
          const one = Math.floor(Math.random() * lives.length);
          await lives[one]?.kill();
          const life = begin();
          lives[one] = life;
          await until('it is ready', life.isReady);
          for (const [person, action] of open) lives[Math.floor(Math.random() * lives.length)]?.press({ person, action });
          await watch();
        }
        await until('all have an answer', () => open.size === 0);
        await watch();
      };
      const toldOf = (people: readonly MemberId[]) =>
        people.map((member) =>
          posts.prepare<[string], number>('select count(*) from posts where place = ?').pluck().get(`direct:${member}`),
        );
      const stateOf = async (people: readonly MemberId[]) => {
        const rows = await store.autocommit.events.registrationsOf(event);
        const known = new Map(rows.map(({ member, state }) => [member, state]));
        return new Set(people.map((member) => known.get(member)));
      };
      const delivered = () =>
        until(
          'all are told',
          async () => (await count(sql`select count(*) as n from deliveries where state not in ('sent', 'dropped')`)) === 0,
        );
      let event: EventId;
      try {
        const made = await fill(store, systemClock.now());
        event = made.event;
        const { people } = made;
        for (let index = 0; index < (engine === 'SQLite alone' ? 1 : 2); index += 1) lives.push(begin());
        const began = performance.now();
        const [cancelling, first] = [people.slice(0, CANCEL), people.slice(PLACES, PLACES + CANCEL)];
        const ofFirst = Math.ceil(KILLS / 2);
        await storm(new Map(cancelling.map((member) => [String(member), `events:answer:${event}.no`])), ofFirst);
        expect(await stateOf(cancelling)).toEqual(new Set(['declined']));
        expect(await stateOf(first)).toEqual(new Set(['offered']));
        expect(await stateOf(people.slice(PLACES + CANCEL))).toEqual(new Set(['waiting']));
        await delivered();
        expect(new Set(toldOf(first))).toEqual(new Set([1]));
        const [takes, letsGo] = [first.slice(LET_GO), first.slice(0, LET_GO)];
        const mixed = first.toSorted((one, other) => ((one * 7919) % 1000) - ((other * 7919) % 1000));
        const answers = mixed.map(
          (member) => [String(member), `events:answer:${event}.${letsGo.includes(member) ? 'no' : 'online'}`] as const,
        );
        await storm(new Map(answers), KILLS - ofFirst);
        const next = people.slice(PLACES + CANCEL, PLACES + CANCEL + LET_GO);
        expect(await stateOf(takes)).toEqual(new Set(['going']));
        expect(await stateOf(letsGo)).toEqual(new Set(['declined']));
        expect(await stateOf(next)).toEqual(new Set(['offered']));
        expect(await stateOf(people.slice(PLACES + CANCEL + LET_GO))).toEqual(new Set(['waiting']));
        await delivered();
        expect(new Set(toldOf([...first, ...next]))).toEqual(new Set([1]));
        expect(new Set(toldOf(people.slice(PLACES + CANCEL + LET_GO)))).toEqual(new Set([0]));
        const taken = await count(sql`select count(*) as n from event_registrations where state in ('going', 'offered')`);
        const seconds = Math.round((performance.now() - began) / 1000);
        tell(
          `${engine}: ${WAITING} wait, ${CANCEL} cancel and ${CANCEL} answer at once, ${KILLS} kills: ${taken} of ${PLACES} places, ${seconds} s`,
        );
        expect({ taken, overfull, failures: texts.filter((text) => text.includes('REF')) }).toEqual({
          taken: PLACES,
          overfull: 0,
          failures: [],
        });
      } finally {
        for (const life of lives) await life.kill().catch(() => {});
        posts.close();
        await store.close();
        await running.end();
        for (const made of [folder, program.folder]) rmSync(made, { recursive: true, force: true });
      }
    });
  }
});

/** An event whose places are all taken; the first have one, and the others wait in their order. */
async function fill(store: TestStore, now: Instant): Promise<{ readonly event: EventId; readonly people: readonly MemberId[] }> {
  return store.transaction(async ({ tx, members, accounts, events }) => {
    const event = await insertEvent(tx, now, { onlineCapacity: PLACES });
    const people: MemberId[] = [];
    for (let index = 0; index < PLACES + WAITING; index += 1) {
      const member = await members.insert(aMember({ name: `Member ${index}` }));
      await accounts.link(member, { platform: 'web', space: SPACE, user: String(member) });
      const registeredAt = after(now, (index - PLACES - WAITING) * MINUTE);
      const [state, waitingSince] = index < PLACES ? (['going', null] as const) : (['waiting', registeredAt] as const);
      await events.saveAnswer({ event, member, organisation: null, state, attends: 'online', registeredAt, waitingSince });
      people.push(member);
    }
    return { event, people };
  });
}
