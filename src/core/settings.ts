import { z } from 'zod';
import { LANGUAGES } from './language.js';
import { CHANNELS } from './notification.js';
import { WEEKDAYS } from './time.js';
import { readDate, readTime } from './written.js';

const localTime = typed(readTime);
const localDate = typed(readDate);
const weekday = z.enum(WEEKDAYS);

/** A text that `read` understands, in the form that `read` returns, so that settings accept what forms accept. */
function typed(read: (text: string) => string | undefined) {
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

/** How often a round begins, on the community's wall clock. */
export const cadenceSchema = z.discriminatedUnion('every', [
  z.object({ every: z.literal('manual') }),
  z.object({ every: z.literal('week'), weekday }),
  z.object({ every: z.literal('two-weeks'), weekday }),
  /** `which` 1 is the first such weekday of the month, 5 the last. */
  z.object({ every: z.literal('month'), weekday, which: z.int().min(1).max(5) }),
]);
export type Cadence = z.infer<typeof cadenceSchema>;

const weight = z.int().min(0).max(100);

/** How much each thing counts when pairs are chosen: 0 = not at all, 100 = most. */
export const weightsSchema = z.object({
  organisationsNeverMet: weight.default(40),
  offerMeetsWant: weight.default(30),
  differentTypes: weight.default(12),
  differentGovernorates: weight.default(8),
  commonSectors: weight.default(12),
  overlappingHours: weight.default(8),
  newcomerWithExperienced: weight.default(10),
  timeSinceLastMeeting: weight.default(20),
});

export const coffeeSettingsSchema = z.object({
  cadence: cadenceSchema.default({ every: 'month', weekday: 'sun', which: 1 }),
  /** When people are matched and introduced, on the community's wall clock. */
  time: localTime.default('10:00'),
  /** The invitation goes out this many days before. */
  invitationDays: z.int().min(1).max(14).default(3),
  /** `standing`: who joined is in each round unless they skip; `each-round`: only who says yes to the invitation. */
  participation: z.enum(['standing', 'each-round']).default('standing'),
  noRepeatRounds: z.int().min(0).max(1000).default(12),
  allowSameOrganisation: z.boolean().default(false),
  odd: z.enum(['trio', 'volunteer']).default('trio'),
  pauseAfterUnanswered: z.int().min(1).max(20).default(3),
  followUpDays: z.int().min(7).max(365).default(60),
  weights: weightsSchema.prefault({}),
});
export type CoffeeSettings = z.infer<typeof coffeeSettingsSchema>;

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

/** All that organisers can set, with defaults that suit a network in Iraq. Stored as one JSON document for each community. */
export const settingsSchema = z.object({
  name: z.string().trim().min(1).max(80).default('Mudhif'),
  languages: z.array(z.enum(LANGUAGES)).nonempty().default(['en', 'ar', 'ckb']),
  timezone: zone.default('Asia/Baghdad'),
  workingWeek: z.array(weekday).nonempty().default(['sun', 'mon', 'tue', 'wed', 'thu']),
  workingHours: span.default({ start: '09:00', end: '17:00' }),
  /** No direct message of our own accord between these hours of the reader's wall clock; may pass midnight. */
  quietHours: span.default({ start: '21:00', end: '08:00' }),
  /** Days, both included, on which nothing is planned: feasts and mourning. */
  blackouts: z
    .array(z.object({ from: localDate, to: localDate, label: z.string().trim().max(80) }))
    .max(100)
    .default([]),
  /** Hours in which many are without power or network; planning into one brings up the warning. */
  outages: z
    .array(z.object({ days: z.array(weekday).nonempty(), start: localTime, end: localTime, warning: z.string().trim().max(300) }))
    .max(50)
    .default([]),
  sectors: z
    .array(z.string().regex(/^[a-z][a-z-]{1,40}$/))
    .nonempty()
    .max(25)
    .default([...SECTORS]),
  /** By platform and purpose: the channel's id or name there; where none is told, one of the usual name serves. */
  channels: z.record(z.string().max(20), z.partialRecord(z.enum(CHANNELS), z.string().trim().min(1).max(100))).default({}),
  coffee: coffeeSettingsSchema.prefault({}),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = settingsSchema.parse({});
