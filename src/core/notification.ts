import type { z } from 'zod';
import type { Actor } from './access.js';
import type { MemberId } from './ids.js';
import type { Lateness } from './job.js';
import type { Language } from './language.js';
import type { Message } from './message.js';
import type { Instant } from './time.js';

/** The channels that a community may have, by purpose; each is bound to a real channel in the settings or by the adapter. */
export const CHANNELS = ['general', 'coffee', 'organisers'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Where a message goes. Groups have our own keys; the platform's ids are looked up at delivery. */
export type Destination =
  /** With `platform`, only to the member's account there, and dropped if the bot may not write to them there. */
  | { readonly to: 'member'; readonly member: MemberId; readonly platform?: string }
  /** A private group of these members with a key such as `coffee:17`, opened at the first delivery. */
  | { readonly to: 'group'; readonly group: string; readonly members: readonly MemberId[] }
  /** A conversation of one member with the bot, for one purpose: a direct one if allowed, else a private group. */
  | { readonly to: 'room'; readonly room: string; readonly member: MemberId }
  /** A post in this channel of each space, or only of one platform. */
  | { readonly to: 'channel'; readonly channel: Channel; readonly platform?: string };

/** The readers of a message; their languages without repeats, the most important first. */
export interface Audience {
  readonly languages: readonly [Language, ...Language[]];
  readonly members: readonly Actor[];
}

/**
 * A kind of message that the bot sends unasked. Only the kind and its arguments (ids) are stored; the text is composed at
 * delivery, from what is true then and in the reader's current language.
 */
export interface Notification {
  readonly kind: string;
  /** `asked`: a response to the reader's action, or a reminder that they requested; also sent in quiet hours. */
  readonly urgency: 'normal' | 'asked';
  readonly lateness: Lateness;
  /**
   * What to do if nobody can tell whether an earlier attempt arrived. `hold`: an organiser decides, so at most one arrives.
   * `resend`: send again, so at least one arrives. See docs/reliability.md.
   */
  readonly onUnknownOutcome: 'hold' | 'resend';
  readonly compose: (args: unknown, context: ComposeContext) => Promise<Composed>;
}

export interface ComposeContext {
  readonly audience: Audience;
  readonly now: Instant;
  /** Text that a person wrote, if the delivery carries it; undefined once delivered or erased. */
  readonly words?: string;
}

/** A message, or the reason why it is no longer useful (a code for the log). */
export type Composed =
  /** `groupTitle`: the name of the private group if this message opens it. */
  { readonly message: Message; readonly groupTitle?: string } | { readonly drop: string };

/** Defines a notification whose composer is typed by the schema of its arguments. */
export function defineNotification<Args>(notification: {
  readonly kind: string;
  readonly urgency: 'normal' | 'asked';
  readonly lateness: Lateness;
  readonly onUnknownOutcome: Notification['onUnknownOutcome'];
  readonly args: z.ZodType<Args>;
  readonly compose: (args: Args, context: ComposeContext) => Promise<Composed>;
}): Notification {
  const { args: schema, ...rest } = notification;
  return { ...rest, compose: async (args, context) => notification.compose(schema.parse(args), context) };
}
