import { GatewayDispatchEvents as Event, GatewayOpcodes as Op } from 'discord.js';
import { z } from 'zod';
import type { Logger } from '../../../src/ports/logger.js';
import { noteBadPacket, pathOf, UnreadablePacketError } from './bad-packets.js';

/** What `@discordjs/ws` reads of a frame before it hands it on. */
const frameSchema = z.object({ op: z.int(), t: z.string().nullish(), s: z.number().nullish() });
const CONTENTS: Readonly<Record<number, z.ZodType>> = {
  [Op.Hello]: z.object({ d: z.object({ heartbeat_interval: z.number().min(100).max(3_600_000) }) }),
  [Op.InvalidSession]: z.object({ d: z.boolean() }),
};
const readySchema = z.object({
  d: z.object({
    session_id: z.string().min(1),
    resume_gateway_url: z.url({ protocol: /^wss?$/ }),
    guilds: z.array(z.object({ id: z.string() })),
  }),
});
/** Plain types, because the values of a frame are not checked yet when they are compared with these. */
const DISPATCH: number = Op.Dispatch;
const READY: string = Event.Ready;
/** How Discord writes types of events. Others are refused, because the emitters of discord.js treat a name such as `error` specially. */
const EVENT = /^[A-Z][A-Z_]*$/;

/** The methods of a shard of `@discordjs/ws` 1.2 whose errors nobody catches. */
interface Shard {
  unpackMessage(data: unknown, isBinary: boolean): Promise<unknown>;
  onMessage(data: unknown, isBinary: boolean): Promise<void>;
  internalConnect(): Promise<void>;
}

/**
 * Lets no frame end the process. `@discordjs/ws` and discord.js throw where nobody can catch it if a frame has an unexpected shape, so
 * the frames that they rely on are checked first, and whatever is thrown while one is handled is caught.
 *
 * @param retry Tries to connect again, later.
 */
export function guardFrames(shards: Iterable<object>, logger: Logger, retry: (connect: () => Promise<void>) => void): void {
  for (const each of shards) {
    const shard = each as Shard;
    const unpack = shard.unpackMessage.bind(shard);
    const handle = shard.onMessage.bind(shard);
    const connect = shard.internalConnect.bind(shard);
    let current: unknown;
    shard.unpackMessage = async (data, isBinary) => {
      current = await unpack(data, isBinary);
      const field = fieldAmiss(current);
      if (field === undefined) return current;
      noteBadPacket(logger, current, new UnreadablePacketError(field));
      return null;
    };
    shard.onMessage = (data, isBinary) => handle(data, isBinary).catch((error: unknown) => noteBadPacket(logger, current, error));
    shard.internalConnect = async () => {
      try {
        await connect();
      } catch (error) {
        logger.warn({ error }, 'a Discord gateway connection could not be begun');
        retry(shard.internalConnect);
      }
    };
  }
}

/** The first field of a frame that can't be used; undefined if all can. */
export function fieldAmiss(frame: unknown): string | undefined {
  const read = frameSchema.safeParse(frame);
  if (!read.success) return pathOf(read.error);
  const { op, t } = read.data;
  const isDispatch = op === DISPATCH;
  if (isDispatch && !EVENT.test(t ?? '')) return 't';
  const schema = isDispatch ? (t === READY ? readySchema : undefined) : CONTENTS[op];
  const contents = schema?.safeParse(frame);
  return contents === undefined || contents.success ? undefined : pathOf(contents.error);
}
