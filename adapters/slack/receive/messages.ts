import { type Instant, toInstant } from '../../../src/core/time.js';
import type { PlaceKind } from '../../../src/ports/chat.js';
import type { Bot } from '../connect/introduce.js';

/** `channel_type` of a message event (docs.slack.dev, "message event"). */
const KINDS: Readonly<Record<string, PlaceKind>> = { im: 'direct', mpim: 'group', group: 'group', channel: 'channel' };
/** Subtypes of messages that a person wrote; others are joins, edits, deletions and the like. */
export const WRITTEN: ReadonlySet<string> = new Set(['file_share', 'thread_broadcast', 'me_message']);

/** The event that a person wrote, without the text. */
interface WrittenMessage {
  readonly user: string;
  readonly message: {
    readonly channel: string;
    readonly kind: PlaceKind;
    readonly ts: string;
    readonly at: Instant;
  };
}

/** Reads a message event; `undefined` unless a person wrote the message. */
export function readMessage(event: Readonly<Record<string, unknown>>, bot: Bot): WrittenMessage | undefined {
  const { channel, user, ts, channel_type: type, subtype } = event;
  if (typeof channel !== 'string' || typeof user !== 'string' || typeof ts !== 'string') return undefined;
  if (user === bot.user || event['bot_id'] !== undefined || event['hidden'] === true) return undefined;
  if (subtype !== undefined && !(typeof subtype === 'string' && WRITTEN.has(subtype))) return undefined;
  const kind = KINDS[typeof type === 'string' ? type : ''] ?? 'channel';
  return { user, message: { channel, kind, ts, at: toInstant(Math.floor(Number(ts) * 1000)) } };
}
