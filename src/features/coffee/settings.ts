import { z } from 'zod';
import { cadenceSchema } from '../../core/cadence.js';
import type { Settings } from '../../core/settings.js';
import type { Context } from '../../feature-api/index.js';

const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const weight = z.int().min(0).max(100);

/** How much each criterion counts when pairs are chosen: 0 = not at all, 100 = most. */
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

/** Coffee's part of the community's settings. */
export const coffeeSection = {
  of: (settings: Settings): CoffeeSettings => coffeeSettingsSchema.parse(settings.coffee ?? {}),
};

/** The community's settings with coffee's section as its schema types it. */
export type SettingsWithCoffee = Settings & { readonly coffee: CoffeeSettings };

export function withCoffeeSection(settings: Settings): SettingsWithCoffee {
  return { ...settings, coffee: coffeeSection.of(settings) };
}

/** One read of the settings, for everything that the caller does. */
export async function readSettings(context: Pick<Context, 'community'>): Promise<SettingsWithCoffee> {
  return withCoffeeSection(await context.community.settings());
}
