import type { Client, GatewayDispatchPayload } from 'discord.js';
import type { PlatformNeedName } from '../../../src/ports/needs.js';
import { NEED_INTENTS } from '../permissions.js';
import { type Connection, createConnection } from './connection.js';

/** Gets what the gateway sends. */
export interface PacketListener {
  readonly handle: (packet: GatewayDispatchPayload) => void;
  /** From now on Discord tells who is in voice channels. */
  readonly hearsVoices: () => void;
}

/** The connection that receives events, which is replaced when the settings need other intents. */
export interface NeededConnection extends Pick<Connection, 'isUp' | 'stop' | 'close'> {
  /** The connected client; undefined before the first connection and while Discord refuses the bot. */
  client(): Client | undefined;
  /** Whether Discord grants the intent of a need. */
  isGranted(need: PlatformNeedName): boolean;
  /**
   * Opens the first connection. Throws what `Connection.open` throws.
   * @param onOpen Checks the connection before it is watched.
   */
  open(listener: PacketListener, onOpen: () => void): Promise<void>;
  /**
   * Connects again if the needs have changed and their intents are missing or superfluous. Does nothing before the first connection
   * is open or while another replacement is under way. Throws what `Connection.open` throws.
   * @returns The needs whose intents Discord does not grant.
   */
  meet(needs: readonly PlatformNeedName[], listener: PacketListener): Promise<readonly PlatformNeedName[]>;
}

/**
 * Creates a connection that is not open yet. It is opened once; after `stop` another one is created.
 * @param needs What the first connection is opened for.
 * @returns A connection whose `open` and `meet` throw what `Connection.open` throws.
 */
export function createNeededConnection(
  needs: readonly PlatformNeedName[],
  options: Omit<Parameters<typeof createConnection>[0], 'intents'>,
): NeededConnection {
  const { logger, problems } = options;
  const connectionFor = (wanted: readonly PlatformNeedName[]): Connection =>
    createConnection({ ...options, intents: wanted.map((need) => NEED_INTENTS[need]) });
  let current = connectionFor(needs);
  /** A connection with other intents, which takes the place of `current` once it is open. */
  let next: Connection | undefined;
  /** The needs that `current` was opened with. */
  let asked = needs;
  let isStopped = false;

  const isGranted = (need: PlatformNeedName): boolean => current.grants(NEED_INTENTS[need].bit);

  /** The former connection receives until the new one does, so that nothing is missed; repeated events are recognised by their ids. */
  const replace = async (wanted: readonly PlatformNeedName[], { handle, hearsVoices }: PacketListener): Promise<void> => {
    const replacement = connectionFor(wanted);
    next = replacement;
    try {
      await replacement.open(handle);
    } catch (error) {
      replacement.stop();
      throw error;
    } finally {
      if (next === replacement) next = undefined;
    }
    if (isStopped) return replacement.close();
    const former = current;
    const heardVoices = isGranted('voice-presence');
    current = replacement;
    asked = wanted;
    replacement.watch();
    if (!heardVoices) hearsVoices();
    former.stop();
    await former.close();
    logger.info({ needs: wanted.filter(isGranted) }, 'Discord is connected with other intents');
  };

  return {
    client: () => current.client(),
    isUp: () => current.isUp(),
    isGranted,
    async open({ handle }, onOpen) {
      const first = current;
      await first.open(handle);
      onOpen();
      first.watch();
    },
    async meet(wanted, listener) {
      if (next || current.client() === undefined) return [];
      const added = wanted.filter((need) => !asked.includes(need));
      const isSuperfluous = asked.some((need) => !wanted.includes(need) && isGranted(need));
      if (added.length > 0 || isSuperfluous) {
        // The refusal of an intent is reported each time an organiser switches it on.
        if (added.includes('read-thread-text')) problems.over('content-intent-missing');
        await replace(wanted, listener);
      } else asked = wanted;
      return wanted.filter((need) => !isGranted(need));
    },
    stop() {
      isStopped = true;
      current.stop();
      next?.stop();
    },
    async close() {
      await Promise.all([current.close(), next?.close()]);
    },
  };
}
