import type { Access } from '../../core/access.js';
import type { NoticeChoice } from '../../core/notification.js';
import type { MessageKey } from '../../language/index.js';

/** Why something is told in any case. Each has a word in the catalogues. */
export const ALWAYS = ['asked', 'needed', 'safety', 'role'] as const;

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
      /** It can't be switched off: `asked`, the person asked for it; `role`, it belongs to their role. */
      readonly always: (typeof ALWAYS)[number];
    }
);

export type NoticeName = `${string}.${string}`;

/** The notice of messages that are only posted in channels, groups and threads, and never sent to one person. */
export const POSTED = 'posted';
