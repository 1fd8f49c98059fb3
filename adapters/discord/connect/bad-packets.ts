import type { z } from 'zod';
import { safeError } from '../../../src/kit/safe-error.js';
import type { Logger } from '../../../src/ports/logger.js';

/** Packets that were complained about: discord.js and the bot both read them. */
const known = new WeakSet<object>();

/** A packet has fields that the bot needs and can't read. `field` is the first of them. */
export class UnreadablePacketError extends Error {
  override readonly name = 'UnreadablePacketError';
  readonly field: string;

  constructor(field: string) {
    super(`unreadable: ${field}`);
    this.field = field;
  }
}

/** The names of fields that lead to the first fault: those of the schema, and nothing of what came. */
export function pathOf({ issues }: z.ZodError): string {
  return issues[0]?.path.join('.') || 'all';
}

/** Logs once that a packet can't be read, without anything that stands in it. */
export function noteBadPacket(logger: Logger, packet: unknown, error: unknown): void {
  if (typeof packet === 'object' && packet !== null) {
    if (known.has(packet)) return;
    known.add(packet);
  }
  logger.warn({ event: typeOf(packet), ...whyOf(error) }, 'a packet from Discord could not be read');
}

function typeOf(packet: unknown): string {
  const type = typeof packet === 'object' && packet !== null && 't' in packet ? packet.t : undefined;
  return typeof type === 'string' && /^[A-Z_]{1,60}$/.test(type) ? type : 'unknown';
}

/** The field that can't be read, or the place in the code where something was thrown: the message may quote the packet. */
function whyOf(error: unknown): Readonly<Record<string, string | undefined>> {
  if (error instanceof UnreadablePacketError) return { field: error.field };
  const { type, stack } = safeError(error);
  return { fault: type, at: stack?.split('\n')[0]?.trim().slice(0, 200) };
}
