import type { Actor } from './access.js';
import type { MemberId } from './ids.js';
import type { Language } from './language.js';

/** A channel by its purpose; features declare the purposes, and each is bound to a real channel in the settings or by the adapter. */
export type Channel = string;

/** Where a message goes. Groups have our own keys; the platform's ids are looked up at delivery. */
export type Destination =
  /**
   * With `platform`, only to the member's account there, and dropped if the bot may not write to them there. With `asked` it may:
   * it answers what they have just written to it.
   */
  | { readonly to: 'member'; readonly member: MemberId; readonly platform?: string; readonly asked?: true }
  /** A private group of these members with this key, which begins with the feature's name, opened at the first delivery. */
  | { readonly to: 'group'; readonly group: string; readonly members: readonly MemberId[] }
  /** A conversation of one member with the bot, for one purpose: a direct one if allowed, else a private group. */
  | { readonly to: 'room'; readonly room: string; readonly member: MemberId }
  /** A post in this channel of each space, or only of one platform. */
  | { readonly to: 'channel'; readonly channel: Channel; readonly platform?: string }
  /**
   * A thread in this purpose's channel of each space, or only of one platform. Its first delivery opens it: that message is
   * the opening post, and later ones stand below it. `thread` is its key, which begins with the feature's name.
   */
  | { readonly to: 'thread'; readonly thread: string; readonly of: Channel; readonly title: string; readonly platform?: string };

/**
 * How a person is told something: `here`, privately, and on the platform where they chose it; `channel`, by the channel's post
 * alone; `off`, not at all.
 */
export const NOTICE_CHOICES = ['here', 'channel', 'off'] as const;
export type NoticeChoice = (typeof NOTICE_CHOICES)[number];

/** Why something must not be lost. Each has a word in the catalogues. */
const KEEPS = ['asked', 'needed', 'safety', 'role'] as const;

/** How a person chooses the way in which they are told something. */
export type NoticeSwitch =
  | {
      /** `channel` only where the same is posted in a channel too. */
      readonly choices: readonly [NoticeChoice, NoticeChoice, ...NoticeChoice[]];
      /** What counts for people who have chosen nothing; `here` is then where they were last. */
      readonly default: NoticeChoice;
      /** It answers what the person has just written, and does so there, so that nobody chooses a platform for it. */
      readonly answers?: true;
    }
  | {
      /**
       * Where it is switched off, no message is sent: it waits until the person looks. Why it can't be lost: `asked`, the person asked
       * for it; `role`, it belongs to their role.
       */
      readonly keeps: (typeof KEEPS)[number];
    };

const KEPT = { choices: ['here', 'off'], default: 'here' } as const;

/** What a person can choose, and what counts as long as they have not. */
export function choicesOf(notice: NoticeSwitch): { readonly choices: readonly NoticeChoice[]; readonly default: NoticeChoice } {
  return 'keeps' in notice ? KEPT : notice;
}

/** Whether it answers where the person wrote. */
export const isAnswer = (notice: NoticeSwitch): boolean => 'answers' in notice;

/** The readers of a message; their languages without repeats, the most important first. */
export interface Audience {
  readonly languages: readonly [Language, ...Language[]];
  readonly members: readonly Actor[];
}
