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

/** The purposes as data, in the shape of `ChannelPurpose` in `ports/chat.ts`, until the features provide them. */
export const DEFAULT_PURPOSES = [
  { name: 'general', usualNames: ['general', 'عام', 'گشتی'], readers: 'everyone', welcomes: true },
  {
    name: 'coffee',
    usualNames: ['coffee', 'coffee-chat', 'coffee-chats', 'قهوة', 'قاوە'],
    readers: 'everyone',
    fallback: 'general',
    welcomes: true,
  },
  {
    name: 'organisers',
    usualNames: ['organisers', 'organizers', 'mudhif-organisers', 'منسّقون', 'ڕێکخەران'],
    readers: 'organisers',
    welcomes: false,
  },
] as const;

/** Where a message goes. Group and thread are named by our own keys; the platform's ids are looked up at delivery. */
export type Destination =
  /** With a `platform`: to their account there alone; if they may not be written to there, it is left out. */
  | { readonly to: 'member'; readonly member: MemberId; readonly platform?: string }
  /** A private group of these members, opened at the first delivery: `coffee:17`. */
  | { readonly to: 'group'; readonly group: string; readonly members: readonly MemberId[] }
  /** A place of one member with the bot alone, for one purpose: their direct conversation where it may be opened, else a private group. */
  | { readonly to: 'room'; readonly room: string; readonly member: MemberId }
  /** A post for all: to the channel of each space that has it, or of that platform alone. */
  | { readonly to: 'channel'; readonly channel: Channel; readonly platform?: string };

/** Who will read: languages are without repeats, the most fitting first. */
export interface Audience {
  readonly languages: readonly [Language, ...Language[]];
  readonly members: readonly Actor[];
}

/**
 * A kind of message that the bot sends of its own accord. Only the kind and its arguments (ids) are stored; the words
 * are put together at delivery, from what is true then and in the reader's language of then.
 */
export interface Notification {
  readonly kind: string;
  /** `asked`: the answer to what the reader just did, or a reminder that they asked for; sent in quiet hours too. */
  readonly urgency: 'normal' | 'asked';
  readonly lateness: Lateness;
  /**
   * When nobody can tell whether an earlier try arrived: `hold`: rather none than two, an organiser decides; `resend`:
   * rather two than none. See docs/reliability.md.
   */
  readonly onUnknownOutcome: 'hold' | 'resend';
  readonly compose: (args: unknown, context: ComposeContext) => Promise<Composed>;
}

export interface ComposeContext {
  readonly audience: Audience;
  readonly now: Instant;
  /** What a person wrote, if the delivery carries it; undefined once it was delivered or erased. */
  readonly words?: string;
}

/** A message, or why it no longer makes sense (for the log: no names, no words of people). */
export type Composed =
  /** `groupTitle`: what a private group is called if this message opens it. */
  { readonly message: Message; readonly groupTitle?: string } | { readonly drop: string };

/** Types a notification's composer by the schema of its arguments. */
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
