import { type IShardingStrategy, WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { REST } from 'discord.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPacedSharding } from '../../../adapters/discord/connect/sharding.js';
import { createTestLogger } from '../../support/logger.js';

/** Before each attempt to connect, a shard asks for its session; it goes on when it gets one. */
describe('the attempts of a shard to connect', () => {
  let pauses: { readonly ms: number; readonly end: () => void }[];
  let manager: WebSocketManager;
  let sharding: IShardingStrategy;
  const asked: string[] = [];
  const ask = async (name: string) => {
    await manager.options.retrieveSessionInfo(0);
    asked.push(name);
  };
  /** Long enough for whatever is not paused. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  beforeEach(() => {
    pauses = [];
    asked.length = 0;
    manager = new WebSocketManager({
      token: 'token',
      intents: 0,
      rest: new REST(),
      shardCount: 1,
      shardIds: [0],
      buildStrategy(of) {
        sharding = createPacedSharding(of, { set: (end, ms) => pauses.push({ ms, end }), clear: () => undefined }, createTestLogger());
        return sharding;
      },
    });
  });

  it('are paused for longer after each failure, up to half a minute, until one succeeds', async () => {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const asking = ask(`attempt ${attempt}`);
      await settle();
      pauses.at(-1)?.end();
      await asking;
    }
    expect(pauses.map(({ ms }) => ms)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    manager.emit(WebSocketShardEvents.Hello, { shardId: 0 });
    // A connected shard asks with each event.
    await ask('event');
    manager.emit(WebSocketShardEvents.Resumed, { shardId: 0 });
    manager.emit(WebSocketShardEvents.Closed, { shardId: 0, code: 1006 });
    await ask('reconnection');
    expect(pauses).toHaveLength(7);
  });

  it('are paused as after failures where the line breaks again and again soon after it stood', async () => {
    for (let line = 0; line < 8; line += 1) {
      const asking = ask(`line ${line}`);
      await settle();
      if (pauses.length > 0) pauses.at(-1)?.end();
      await asking;
      manager.emit(WebSocketShardEvents.Hello, { shardId: 0 });
      manager.emit(WebSocketShardEvents.Resumed, { shardId: 0 });
      manager.emit(WebSocketShardEvents.Closed, { shardId: 0, code: 1006 });
    }
    // Some breaks in a row happen by chance.
    expect(pauses.map(({ ms }) => ms)).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  it('end with the client, also the one that is paused', async () => {
    await ask('first');
    void ask('paused');
    await settle();
    await sharding.destroy();
    pauses[0]?.end();
    void ask('later');
    pauses[1]?.end();
    await settle();
    expect(asked).toEqual(['first']);
  });
});
