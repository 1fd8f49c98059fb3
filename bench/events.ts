// How long events take where there are many: reminders of one hour, certificates, and the calendar of all events.
//   npm run bench:events [-- --registrations 5000] [--certificates 1000] [--events 500] [--requests 300]
//
// Everything runs in this process, on a SQLite database in a file that waits for the disk. Each measurement has a reference in the same
// run: for reminders a bare insert of as many rows of the same text into a table with one key; for certificates, each a PDF of its own
// with its code, the same certificates as the pages of one PDF; for the calendar, the library that writes calendars, on its own, with the
// same entries and no database. A calendar is asked for again and again while an event changes before every tenth request. CPU time is
// shown too, for on a busy machine the clock tells little.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Sqlite from 'better-sqlite3';
import ical from 'ical-generator';
import { createInlineCompute } from '../src/compute/host.js';
import { after, DAY, HOUR, type Instant, systemClock } from '../src/core/time.js';
import { drawCertificates, drawSeveral, type PrintedCertificate } from '../src/features/events/certificates/draw.js';
import { eventsStore } from '../src/features/events/store/index.js';
import type { EventId } from '../src/features/events/types.js';
import { features } from '../src/features/index.js';
import { aMember } from '../test/contract/store/samples.js';
import { insertEvent } from '../test/support/events.js';
import { openTestStore, type TestStore } from '../test/support/store.js';

const { values } = parseArgs({
  options: {
    registrations: { type: 'string', default: '5000' },
    certificates: { type: 'string', default: '1000' },
    events: { type: 'string', default: '500' },
    requests: { type: 'string', default: '300' },
  },
});
const [REGISTRATIONS, CERTIFICATES, EVENTS, REQUESTS] = [values.registrations, values.certificates, values.events, values.requests].map(
  Number,
) as [number, number, number, number];

interface Time {
  readonly wall: number;
  /** Of all threads of the process, whatever else the machine does. */
  readonly cpu: number;
}

/** Milliseconds. */
async function timed(work: () => unknown): Promise<Time> {
  const before = process.cpuUsage();
  const began = performance.now();
  await work();
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1000 };
}

const number = (time: number): string => (time < 10 ? time.toFixed(1) : time.toFixed(0));
const ms = ({ wall, cpu }: Time): string => `${number(wall)} ms (${number(cpu)} ms of CPU time)`;

function report(what: string, took: Time, target: number, reference: string, itsTime: Time): void {
  console.log(`${what}: ${ms(took)}; target ${target} ms: ${took.wall <= target ? 'met' : 'missed'}`);
  console.log(`  reference, ${reference}: ${ms(itsTime)}; ratio ${(took.wall / itsTime.wall).toFixed(2)}`);
}

async function register(store: TestStore, event: EventId, now: Instant): Promise<void> {
  for (let at = 0; at < REGISTRATIONS; at += 500) {
    await store.transaction(async ({ members, tx }) => {
      const own = eventsStore(tx);
      for (let index = at; index < Math.min(at + 500, REGISTRATIONS); index++) {
        const member = await members.insert(aMember({ name: `Member ${index}` }));
        const answered = {
          event,
          member,
          organisation: null,
          attends: 'online',
          state: 'going',
          registeredAt: now,
          waitingSince: null,
        } as const;
        await own.saveAnswer(answered);
        const registration = await own.registrationOf(event, member);
        if (registration) await own.updateRegistration(registration.id, { reminds: true });
      }
    });
  }
}

async function measureReminders(store: TestStore, folder: string): Promise<void> {
  const now = systemClock.now();
  const event = await insertEvent(store.autocommit.tx, now);
  await register(store, event, now);
  const job = features.jobs.find(({ kind }) => kind === 'events.remind');
  const [session] = (await eventsStore(store.autocommit.tx).whole(event))?.sessions ?? [];
  if (!job || !session) throw new Error('there is nothing to remind of');
  const payload = { session: session.id, minutes: 60, startsAt: session.startsAt };
  const took = await timed(async () => {
    const outcome = await job.run(store.autocommit, payload, { key: 'bench', dueAt: now, now, attempt: 1 });
    if (outcome.type !== 'done') throw new Error(`it was ${outcome.type}`);
    await store.transaction(outcome.effects);
  });
  const bare = new Sqlite(join(folder, 'bare.db'));
  bare.pragma('journal_mode = WAL');
  bare.pragma('synchronous = FULL');
  bare.exec('create table rows (key text primary key, value text not null)');
  const insert = bare.prepare('insert into rows values (?, ?)');
  const text = JSON.stringify({ kind: 'events.reminder', args: payload, to: { to: 'member', member: 1 }, dueAt: now });
  const itsTime = await timed(() =>
    bare.transaction(() => {
      for (let index = 0; index <= REGISTRATIONS; index++) insert.run(`events:reminder:${session.id}:60:${now}:${index}`, text);
    })(),
  );
  bare.close();
  report(`planning reminders for ${REGISTRATIONS} registrations`, took, 1000, `a bare insert of ${REGISTRATIONS + 1} rows`, itsTime);
}

async function measureCertificates(): Promise<void> {
  const compute = createInlineCompute();
  const printed = Array.from({ length: CERTIFICATES }, (_, index): PrintedCertificate => {
    const language = (['en', 'ar', 'ckb'] as const)[index % 3] ?? 'en';
    return {
      language,
      rtl: language !== 'en',
      community: 'Rivers',
      heading: language === 'en' ? 'Certificate of Participation' : 'شهادة مشاركة',
      given: language === 'en' ? 'This certificate is given to' : 'تُمنح هذه الشهادة إلى',
      name: language === 'en' ? `Zainab Ali ${index}` : `زينب علي ${index}`,
      deed: language === 'en' ? 'for taking part in' : 'تقديرًا للمشاركة في',
      event: language === 'en' ? 'Case management: safe referral' : 'إدارة الحالات: الإحالة الآمنة',
      when: '6 December 2026',
      length: '13 hours',
      facts: [`Number ${index}`, 'https://mudhif.example.org/p/events/certificate'],
      link: `https://mudhif.example.org/p/events/certificate/7K3Q9-XFA2M.${String(index).padStart(32, '0')}`,
      alt: 'a code',
    };
  });
  // Typst and the fonts are loaded once in the life of a process.
  const first = await timed(() => drawCertificates(compute, 'one', printed.slice(0, 1)));
  const took = await timed(() =>
    drawSeveral(
      compute,
      printed.map((one) => ({ title: one.name, certificates: [one] })),
    ),
  );
  const itsTime = await timed(() => drawCertificates(compute, 'all', printed));
  report(`${CERTIFICATES} certificates`, took, 10_000, 'the same as the pages of one PDF', itsTime);
  console.log(`  the first one, with loading Typst: ${ms(first)}`);
}

async function measureFeed(store: TestStore): Promise<void> {
  const now = systemClock.now();
  const own = eventsStore(store.autocommit.tx);
  const ids: EventId[] = [];
  for (let index = 0; index < EVENTS; index++) {
    const texts = { en: { title: `Safe spaces ${index}`, about: 'What we learned in Basra. '.repeat(8) } };
    const zone = index % 3 === 0 ? 'Europe/Berlin' : 'Asia/Baghdad';
    const id = await insertEvent(store.autocommit.tx, after(now, index * HOUR), { zone, texts });
    await own.updateEvent(id, { announcedAt: now });
    ids.push(id);
  }
  const page = features.page('events/calendar');
  if (!page) throw new Error('there is no calendar');
  const ask = () => page.serve(store.autocommit, { rest: '', query: {}, language: 'en' });
  const first = await timed(ask);
  const times: Time[] = [];
  for (let index = 0; index < REQUESTS; index++) {
    const id = ids[index % ids.length];
    if (index % 10 === 0 && id !== undefined) await own.updateEvent(id, { sequence: index, cancelledAt: after(now, index) });
    times.push(await timed(ask));
  }
  const quantile = (share: number): Time => {
    const of = (list: readonly number[]) =>
      list.toSorted((one, other) => one - other)[Math.min(list.length - 1, Math.floor(share * list.length))] ?? 0;
    return { wall: of(times.map(({ wall }) => wall)), cpu: of(times.map(({ cpu }) => cpu)) };
  };
  const itsTime = await timed(() => {
    const calendar = ical({ name: 'Events' });
    for (let index = 0; index < EVENTS; index++) {
      const start = after(now, index * HOUR + 14 * DAY);
      const description = 'What we learned in Basra. '.repeat(8);
      calendar.createEvent({
        id: `event-${index}`,
        start: new Date(start),
        end: new Date(after(start, HOUR)),
        summary: `Safe spaces ${index}`,
        description,
      });
    }
    return calendar.toString();
  });
  report(`a calendar of ${EVENTS} events, p99 of ${REQUESTS} requests`, quantile(0.99), 50, 'ical-generator alone', itsTime);
  console.log(`  median ${ms(quantile(0.5))}; the first one ${ms(first)}`);
}

const folder = mkdtempSync(join(tmpdir(), 'mudhif-bench-'));
try {
  for (const measure of [(store: TestStore) => measureReminders(store, folder), measureFeed]) {
    const store = await openTestStore({ file: join(folder, `${crypto.randomUUID()}.db`) });
    await measure(store);
    await store.close();
  }
  await measureCertificates();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
