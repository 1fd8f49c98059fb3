import type { Access } from '../../core/access.js';
import type { NoticeSwitch } from '../../core/notification.js';
import type { MessageKey } from '../../language/index.js';

/** One thing that the bot tells a person, as they see it: one or several kinds of messages. The person chooses how they are told. */
export type Notice = {
  /** Begins with the feature's name and a dot. It is stored with what people chose, so it never changes. */
  readonly name: NoticeName;
  readonly label: MessageKey;
  /** Whom it concerns; others do not see it in their list. Everybody unless told. */
  readonly access?: Access;
} & NoticeSwitch;

export type NoticeName = `${string}.${string}`;

/** The notice of messages that are only posted in channels, groups and threads, and never sent to one person. */
export const POSTED = 'posted';
