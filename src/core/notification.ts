import type { Actor } from './access.js';
import type { MemberId } from './ids.js';
import type { Language } from './language.js';

/** A channel by its purpose; features declare the purposes, and each is bound to a real channel in the settings or by the adapter. */
export type Channel = string;

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
