import { type APIModalSubmission, ComponentType } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputsOf, readSubmission } from '../../adapters/discord/receive/submission.js';
import type { MemberId } from '../../src/core/ids.js';
import { type FormValues, noReply } from '../../src/core/message.js';
import type { Settings } from '../../src/core/settings.js';
import { toLocalDate } from '../../src/core/time.js';
import { readDate, readInteger, readTime } from '../../src/core/written.js';
import { parseValues } from '../../src/dispatch/parse-values.js';
import { defineSubcommand } from '../../src/feature-api/index.js';
import { coffeeSection } from '../../src/features/coffee/settings.js';
import { createCoffeeWorld, type World } from '../support/coffee.js';
import { createPeople, type People, type Person } from '../support/people.js';
import { settingsOf } from '../support/settings.js';

/** What a person types, and how every reader understands it; `undefined` is refused. */
const TIMES: readonly (readonly [typed: string, meant: string | undefined])[] = [
  ['11:00', '11:00'],
  ['11:00:00', '11:00'],
  ['١١:٠٠', '11:00'],
  ['۱۱:۰۰', '11:00'],
  ['  11:00 ', '11:00'],
  ['\u200f11:00\u200e', '11:00'],
  ['\u206811:00\u2069', '11:00'],
  ['9', '09:00'],
  ['٩', '09:00'],
  ['9.30', '09:30'],
  ['٩:٣٠', '09:30'],
  ['09:30', '09:30'],
  ['24:00', undefined],
  ['11:60', undefined],
  ['11:00:60', undefined],
  ['9:3', undefined],
  ['-9', undefined],
  ['11:00 pm', undefined],
  ['noon', undefined],
];

const INTEGERS: readonly (readonly [typed: string, meant: number | undefined])[] = [
  ['3', 3],
  ['٣', 3],
  ['۳', 3],
  [' 3 ', 3],
  ['03', 3],
  ['\u200f3\u200e', 3],
  ['15', undefined],
  ['-1', undefined],
  ['3.0', undefined],
  ['3e0', undefined],
  ['0x3', undefined],
  ['3 3', undefined],
  ['three', undefined],
];

const DATES: readonly (readonly [typed: string, meant: string | undefined])[] = [
  ['2027-02-01', '2027-02-01'],
  ['2027-2-1', '2027-02-01'],
  ['٢٠٢٧-٠٢-٠١', '2027-02-01'],
  ['۲۰۲۷-۰۲-۰۱', '2027-02-01'],
  [' 2027-02-01 ', '2027-02-01'],
  ['\u200f2027-02-01\u200e', '2027-02-01'],
  ['2027‐02‐01', '2027-02-01'],
  ['2027–02–01', '2027-02-01'],
  ['\u20662027-02-01\u2069', '2027-02-01'],
  ['1/2/2027', '2027-02-01'],
  ['١/٢/٢٠٢٧', '2027-02-01'],
  ['1.2.2027', '2027-02-01'],
  ['2027-02-30', undefined],
  ['2027-02', undefined],
  ['tomorrow', undefined],
];

/** Each reader returns what it understood, or `undefined` if it refused the text. */
type Readers<T> = Readonly<Record<string, (typed: string) => Promise<T | undefined>>>;

let coffee: World;
let people: People;
let organiser: MemberId;
let boss: Person;

beforeAll(async () => {
  coffee = await createCoffeeWorld();
  organiser = await coffee.addMember({ name: 'Organiser', role: 'organiser' });
  people = await createPeople();
  boss = people.person('boss');
  await boss.join();
});
afterAll(async () => {
  await coffee.close();
  await people.close();
});

const rhythm = (change: FormValues): FormValues => ({
  cadence: ['month'],
  weekday: ['sun'],
  which: ['1'],
  time: '10:00',
  invitationDays: '2',
  ...change,
});
const coffeeSettings = async (change: FormValues) => {
  const reply = await coffee.submit(organiser, 'coffee:settings:rhythm', rhythm(change));
  return reply.type === 'form-errors' ? undefined : coffeeOf(await coffee.store.autocommit.community.settings());
};
const coffeeOf = (settings: Settings | undefined) => settings && coffeeSection.of(settings);
const week = { week: ['sun'], 'work-start': '08:00', 'work-end': '14:00', 'quiet-start': '20:00', 'quiet-end': '07:30' };
const parsedSettings = async (settings: Record<string, unknown>) => {
  try {
    return settingsOf(settings);
  } catch {
    return undefined;
  }
};
const nobody = async (): Promise<MemberId> => {
  throw new Error('no member is looked for');
};
const option = async (type: 'date' | 'integer', typed: string) => {
  const options = { value: type === 'date' ? { type, description: 'x' } : { type, description: 'x', min: 0, max: 14 } } as const;
  const subcommand = defineSubcommand({ description: 'x', access: 'member', options, run: async () => noReply });
  return parseValues(subcommand, { value: typed }, nobody).then(
    ({ value }) => value,
    () => undefined,
  );
};
const modal = async (kind: 'date' | 'time', typed: string) => {
  const component = { type: ComponentType.TextInput, custom_id: `${kind}:value`, id: 1, value: typed };
  const submission = { custom_id: 'x', components: [{ type: ComponentType.Label, id: 1, component }] };
  const { values } = await readSubmission('x', inputsOf(submission as unknown as APIModalSubmission), 1);
  const { value } = values;
  return typeof value === 'string' ? value : undefined;
};

const timeReaders: Readers<string> = {
  'core readTime': async (typed) => readTime(typed),
  'settings schema': async (typed) => coffeeOf(await parsedSettings({ coffee: { time: typed } }))?.time,
  'coffee settings form': async (typed) => (await coffeeSettings({ time: typed }))?.time,
  'community settings form': async (typed) => {
    const reply = await boss.submit('community:week:0', { ...week, 'quiet-start': typed });
    return reply.type === 'form-errors' ? undefined : (await people.store.autocommit.community.settings()).quietHours.start;
  },
  'profile form': async (typed) => {
    const reply = await boss.submit('members:time:0', { timezone: 'Asia/Baghdad', start: typed, end: '23:30' });
    return reply.type === 'form-errors' ? undefined : (await boss.member()).hours.start;
  },
  'Discord form': (typed) => modal('time', typed),
};

const integerReaders: Readers<number> = {
  'core readInteger': async (typed) => {
    const value = readInteger(typed);
    return value !== undefined && value >= 0 && value <= 14 ? value : undefined;
  },
  'command option': async (typed) => (await option('integer', typed)) as number | undefined,
  'coffee settings form': async (typed) => (await coffeeSettings({ invitationDays: typed }))?.invitationDays,
};

const dateReaders: Readers<string> = {
  'core readDate': async (typed) => readDate(typed),
  'settings schema': async (typed) => {
    const settings = await parsedSettings({ blackouts: [{ from: typed, to: toLocalDate('2028-01-01'), label: 'x' }] });
    return settings?.blackouts[0]?.from;
  },
  'command option': async (typed) => (await option('date', typed)) as string | undefined,
  'community settings form': async (typed) => {
    const reply = await boss.submit('community:blackout:0', { from: typed, label: typed });
    return reply.type === 'form-errors' ? undefined : (await people.store.autocommit.community.settings()).blackouts.at(-1)?.from;
  },
  'coffee pause form': async (typed) => {
    const [member] = (await coffee.addJoined(1)) as [MemberId];
    const reply = await coffee.submit(member, 'coffee:pause-date:0', { until: typed });
    const enrolment = await coffee.store.autocommit.coffee.enrolment(member);
    return reply.type === 'form-errors' ? undefined : (enrolment?.pausedUntil ?? 'not paused');
  },
  'Discord form': (typed) => modal('date', typed),
};

describe.each(Object.entries(timeReaders))('a time in %s', (_, read) => {
  it.each(TIMES)('%j is %j', async (typed, meant) => {
    expect(await read(typed)).toBe(meant);
  });
});

describe.each(Object.entries(integerReaders))('a whole number in %s', (_, read) => {
  it.each(INTEGERS)('%j is %j', async (typed, meant) => {
    expect(await read(typed)).toBe(meant);
  });
});

describe.each(Object.entries(dateReaders))('a date in %s', (_, read) => {
  it.each(DATES)('%j is %j', async (typed, meant) => {
    expect(await read(typed)).toBe(meant);
  });
});
