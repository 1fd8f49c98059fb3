import { z } from 'zod';
import { LANGUAGES } from './language.js';
import { toLocalTime, WEEKDAYS } from './time.js';
import { readDate, readTime } from './written.js';

/** `HH:MM`; also accepts what `readTime` reads. */
export const localTime = typed(readTime);
const localDate = typed(readDate);
const weekday = z.enum(WEEKDAYS);

/** A text that `read` understands, in the form that `read` returns, so that settings accept what forms accept. */
function typed<T extends string>(read: (text: string) => T | undefined) {
  return z.string().transform((text, context) => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: 'cannot be read' });
    return z.NEVER;
  });
}

export const zone = z.string().refine(isZone);

/** Zones asked for before: asking Intl costs more than reading the rest of the settings. */
const knownZones = new Set<string>();

/** Whether `value` is a time zone that this machine knows. */
export function isZone(value: string): boolean {
  if (knownZones.has(value)) return true;
  try {
    Intl.DateTimeFormat('en', { timeZone: value });
    knownZones.add(value);
    return true;
  } catch {
    return false;
  }
}

const span = z.object({ start: localTime, end: localTime });

export const SECTORS = [
  'protection',
  'participation',
  'prevention',
  'recovery',
  'legislation',
  'awareness',
  'empowerment',
  'climate-change',
] as const;

/** The community's own settings, with defaults that suit a network in Iraq. Features' sections lie beside them under their names. */
export const baseSettingsSchema = z.object({
  name: z.string().trim().min(1).max(80).default('Mudhif'),
  languages: z.array(z.enum(LANGUAGES)).nonempty().default(['en', 'ar', 'ckb']),
  timezone: zone.default('Asia/Baghdad'),
  workingWeek: z.array(weekday).nonempty().default(['sun', 'mon', 'tue', 'wed', 'thu']),
  workingHours: span.default({ start: toLocalTime('09:00'), end: toLocalTime('17:00') }),
  /** No direct message of our own accord between these hours of the reader's wall clock; may pass midnight. */
  quietHours: span.default({ start: toLocalTime('21:00'), end: toLocalTime('08:00') }),
  /** Days, both included, on which nothing is planned: feasts and mourning. */
  blackouts: z
    .array(z.object({ from: localDate, to: localDate, label: z.string().trim().max(80) }))
    .max(100)
    .default([]),
  /** Hours in which many are without power or network; planning into one brings up the warning. With dates, on those days only. */
  outages: z
    .array(
      z.object({
        days: z.array(weekday).nonempty(),
        dates: z
          .array(z.object({ from: localDate, to: localDate }))
          .max(40)
          .optional(),
        start: localTime,
        end: localTime,
        warning: z.string().trim().max(300),
      }),
    )
    .max(50)
    .default([]),
  sectors: z
    .array(z.string().regex(/^[a-z][a-z-]{1,40}$/))
    .nonempty()
    .max(25)
    .default([...SECTORS]),
  /** The channel's id or name by platform and purpose; where none is given, a channel with the usual name serves. */
  channels: z.record(z.string().max(20), z.record(z.string().max(40), z.string().trim().min(1).max(100))).default({}),
  /** What one person may do in a minute, and how many copies of data they may take in an hour. */
  commandsPerMinute: z.int().min(5).max(1000).default(20),
  clicksPerMinute: z.int().min(10).max(1000).default(60),
  postsPerMinute: z.int().min(2).max(1000).default(10),
  uploadsPerMinute: z.int().min(1).max(100).default(5),
  exportsPerHour: z.int().min(1).max(100).default(3),
  /** What the browser chat keeps of one person’s files, and after how many days without use it asks to sign in again. */
  storageMegabytes: z.int().min(20).max(100_000).default(200),
  idleDays: z.int().min(1).max(14).default(7),
});
export type BaseSettings = z.infer<typeof baseSettingsSchema>;

/** All settings: the community's own, and each feature's section under the feature's name, which its `section.of` reads. */
export type Settings = BaseSettings & { readonly [section: string]: unknown };

/** Parses and prints the stored document; made from all sections (src/settings). */
export interface SettingsCodec {
  /** Throws a `ZodError` for a document that no version of ours wrote. */
  parse(document: unknown): Settings;
}

/** The community's own settings by default; the codec adds what sections add. */
export const defaultSettings: Settings = baseSettingsSchema.parse({});
