import type { Access } from '../../core/access.js';
import type { NoticeChoice } from '../../core/notification.js';
import type { MessageKey } from '../../language/index.js';

/** Why something must not be lost. Each has a word in the catalogues. */
export const KEEPS = ['asked', 'needed', 'safety', 'role'] as const;

/**
 * One thing that the bot tells a person, as they see it: one or several kinds of messages. A person chooses how they are told,
 * or reads why it comes in any case.
 */
export type Notice = {
  /** Begins with the feature's name and a dot. It is stored with what people chose, so it never changes. */
  readonly name: NoticeName;
  readonly label: MessageKey;
  /** Whom it concerns; others do not see it in their list. Everybody unless told. */
  readonly access?: Access;
} & (
  | {
      /** `channel` only where the same is posted in a channel too. */
      readonly choices: readonly [NoticeChoice, NoticeChoice, ...NoticeChoice[]];
      /** What counts for whoever has chosen nothing. `here` is then where they were last. */
      readonly default: NoticeChoice;
    }
  | {
      /**
       * Where it is switched off, no message is sent: it waits until the person looks. Why it can't be lost: `asked`, the person asked
       * for it; `role`, it belongs to their role.
       */
      readonly keeps: (typeof KEEPS)[number];
    }
  | {
      /** It has no switch, since it answers at once what the person has just written. */
      readonly always: 'now';
    }
);

/** A notice that a person may switch on and off. */
export type SwitchedNotice = Exclude<Notice, { readonly always: unknown }>;

export const isSwitched = (notice: Notice): notice is SwitchedNotice => !('always' in notice);

const KEPT = { choices: ['here', 'off'], default: 'here' } as const;

/** What a person can choose, and what counts as long as they have not. */
export function choicesOf(notice: SwitchedNotice): { readonly choices: readonly NoticeChoice[]; readonly default: NoticeChoice } {
  return 'keeps' in notice ? KEPT : notice;
}

export type NoticeName = `${string}.${string}`;

/** The notice of messages that are only posted in channels, groups and threads, and never sent to one person. */
export const POSTED = 'posted';
