import { localDateOf } from '../../calendar/wall-clock.js';
import { defineForm, type FormHandler } from '../../core/action.js';
import { MudhifError } from '../../core/errors.js';
import { isLanguage, type Language } from '../../core/language.js';
import { type FormValues, noReply, type Reply, replacing } from '../../core/message.js';
import type { Phrase } from '../../core/phrase.js';
import { type Cadence, SECTORS } from '../../core/settings.js';
import { plain } from '../../core/text.js';
import { type LocalTime, WEEKDAYS, type Weekday } from '../../core/time.js';
import { readDate, readTime } from '../../core/written.js';
import { phrase, speaker } from '../../language/index.js';
import { cleanLine, hasWords, lengthOf, zoneOf } from '../members/service.js';
import { setupDoneCard } from './cards.js';
import { channelsFormHandler } from './channels.js';
import { dryRunMessage } from './import-cards.js';
import type { CommunityService } from './service.js';
import { blackoutsCard, outagesCard, settingsCard } from './settings-cards.js';
import { CADENCES } from './settings-forms.js';

/** Reads a form's fields, and gathers a sentence for each that can't be taken. */
class Reader {
  readonly errors: Record<string, string> = {};
  readonly #values: FormValues;
  readonly #language: Language;

  constructor(values: FormValues, language: Language) {
    this.#values = values;
    this.#language = language;
  }

  get failed(): boolean {
    return Object.keys(this.errors).length > 0;
  }

  fail(name: string, humanError: Phrase): void {
    this.errors[name] = plain(speaker(this.#language).phrase(humanError));
  }

  text(name: string): string {
    const value = this.#values[name];
    return typeof value === 'string' ? cleanLine(value) : '';
  }

  required(name: string, max: number): string {
    const text = this.text(name);
    if (lengthOf(text) > max) this.fail(name, phrase('community.error.long', { length: lengthOf(text), max }));
    if (!hasWords(text)) this.fail(name, phrase('community.error.empty'));
    return text;
  }

  chosen<T extends string>(name: string, known: (value: string) => value is T): T[] {
    const value = this.#values[name];
    const items = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
    return [...new Set(items)].filter(known);
  }

  some<T extends string>(name: string, known: (value: string) => value is T): T[] {
    const items = this.chosen(name, known);
    if (items.length === 0) this.fail(name, phrase('community.error.none-chosen'));
    return items;
  }

  time(name: string): LocalTime {
    const time = readTime(this.text(name));
    if (time === undefined) this.fail(name, phrase('members.error.time'));
    return time ?? '';
  }

  zone(name: string): string {
    const zone = zoneOf(this.text(name));
    if (zone === undefined) this.fail(name, phrase('members.error.zone', { text: this.text(name).slice(0, 40) }));
    return zone ?? '';
  }

  date(name: string): string {
    const date = readDate(this.text(name));
    if (date === undefined) this.fail(name, phrase('community.error.date'));
    return date ?? '';
  }
}

const isWeekday = (value: string): value is Weekday => WEEKDAYS.some((day) => day === value);
const isCadence = (value: string): value is (typeof CADENCES)[number] => CADENCES.some((cadence) => cadence === value);
const inOrder = (days: readonly Weekday[]): Weekday[] => WEEKDAYS.filter((day) => days.includes(day));

/** Forms of the settings, the set-up and the import. */
export function communityForms(service: CommunityService): readonly FormHandler[] {
  const { settings } = service;
  const define = (
    name: string,
    run: (read: Reader, request: Parameters<FormHandler['run']>[0], values: FormValues) => Promise<Reply>,
  ): FormHandler =>
    defineForm({
      feature: 'community',
      name,
      access: 'organiser',
      async run(request, { values }) {
        const read = new Reader(values, request.language);
        const reply = await run(read, request, values);
        return read.failed ? { type: 'form-errors', errors: read.errors } : reply;
      },
    });
  return [
    channelsFormHandler(service.channels, settings),
    define('setup', async (read, { actor, language }) => {
      const wanted = {
        name: read.required('name', 80),
        languages: read.some('languages', isLanguage),
        timezone: read.zone('timezone'),
        workingWeek: inOrder(read.some('week', isWeekday)),
      };
      const [every] = read.some('cadence', isCadence);
      if (read.failed || every === undefined) return noReply;
      const { cadence: before } = (await settings.current()).coffee;
      // Whoever set the day more finely keeps it.
      const cadence = before.every === every ? before : cadenceOf(every, wanted.workingWeek[0] ?? 'sun');
      const after = await service.setUp(actor, wanted, cadence);
      return replacing(setupDoneCard(after.name, language));
    }),
    define('general', async (read, { actor, language }) => {
      const change = { name: read.required('name', 80), languages: read.some('languages', isLanguage), timezone: read.zone('timezone') };
      if (read.failed) return noReply;
      return replacing(settingsCard(await settings.update(actor.id, change), language, true));
    }),
    define('week', async (read, { actor, language }) => {
      const change = {
        workingWeek: inOrder(read.some('week', isWeekday)),
        workingHours: { start: read.time('work-start'), end: read.time('work-end') },
        quietHours: { start: read.time('quiet-start'), end: read.time('quiet-end') },
      };
      if (!read.failed && change.workingHours.start >= change.workingHours.end) read.fail('work-end', phrase('members.error.hours'));
      if (read.failed) return noReply;
      return replacing(settingsCard(await settings.update(actor.id, change), language, true));
    }),
    define('sectors', async (read, { actor, language }) => {
      const known = read.chosen('sectors', (value): value is (typeof SECTORS)[number] => SECTORS.some((sector) => sector === value));
      const own = read
        .text('own')
        .split(/[\s,،;|]+/)
        .map((code) => code.toLowerCase())
        .filter(Boolean);
      const wrong = own.find((code) => !/^[a-z][a-z-]{1,40}$/.test(code));
      if (wrong !== undefined) read.fail('own', phrase('community.error.sector', { code: wrong.slice(0, 40) }));
      const sectors = [...new Set([...known, ...own])];
      if (sectors.length === 0) read.fail('sectors', phrase('community.error.none-chosen'));
      if (sectors.length > 25) read.fail('own', phrase('community.error.sectors-many', { max: 25 }));
      if (read.failed) return noReply;
      return replacing(settingsCard(await settings.update(actor.id, { sectors }), language, true));
    }),
    define('blackout', async (read, { actor, language, now }) => {
      const from = read.date('from');
      const to = read.text('to') === '' ? from : read.date('to');
      const label = read.required('label', 80);
      if (!read.failed && to < from) read.fail('to', phrase('community.error.span'));
      if (read.failed) return noReply;
      // The same days again (a form sent twice) replace, they don't add.
      const after = await settings.update(actor.id, ({ blackouts }) => ({
        blackouts: [...blackouts.filter((each) => each.from !== from || each.to !== to), { from, to, label }],
      }));
      return replacing(blackoutsCard(after, localDateOf(now, after.timezone), language));
    }),
    define('outage', async (read, { actor, language }) => {
      const days = inOrder(read.some('days', isWeekday));
      const [start, end] = [read.time('start'), read.time('end')];
      const warning = read.required('warning', 300);
      if (!read.failed && start === end) read.fail('end', phrase('community.error.same-time'));
      if (read.failed) return noReply;
      const after = await settings.update(actor.id, ({ outages }) => ({
        outages: [
          ...outages.filter((each) => each.days.join() !== days.join() || each.start !== start || each.end !== end),
          { days, start, end, warning },
        ],
      }));
      return replacing(outagesCard(after, language));
    }),
    define('import', async (read, { actor, language }, { file }) => {
      if (typeof file !== 'object' || !('bytes' in file)) {
        read.fail('file', phrase('community.error.no-file'));
        return noReply;
      }
      try {
        const { draft, result } = await service.import.dryRun(actor.id, file);
        return { type: 'message', visibility: 'private', message: dryRunMessage(result, draft, language) };
      } catch (error) {
        if (!(error instanceof MudhifError)) throw error;
        read.fail('file', error.humanError);
        return noReply;
      }
    }),
  ];
}

function cadenceOf(every: (typeof CADENCES)[number], weekday: Weekday): Cadence {
  switch (every) {
    case 'manual':
      return { every };
    case 'month':
      return { every, weekday, which: 1 };
    case 'week':
    case 'two-weeks':
      return { every, weekday };
    default:
      return every satisfies never;
  }
}
