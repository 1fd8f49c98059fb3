import { SECOND } from '../core/time.js';
import { systemTimer, type Timer } from '../kit/timer.js';
import type { ChatAdapter, Platform } from '../ports/chat.js';
import type { Logger } from '../ports/logger.js';
import type { PlatformNeedName } from '../ports/needs.js';

/** How often the needs are read, in milliseconds: another process may have changed the settings. */
export const NEEDS_TICK = 2 * SECOND;

export interface NeedsDeps {
  readonly adapters: readonly ChatAdapter[];
  /** What the settings need now. */
  readonly needs: () => Promise<readonly PlatformNeedName[]>;
  /** Changes the settings that need what a platform refuses. */
  readonly undo: (refused: readonly PlatformNeedName[]) => Promise<void>;
  readonly logger: Logger;
  readonly timer?: Timer;
}

/** Sees to it that each adapter asks its platform for what the settings need, and for nothing else. */
export interface NeedsKeeper {
  /** Tells the adapters what is needed before they connect. Never throws: what failed is told again at the next look. */
  prepare(): Promise<void>;
  /** Looks again and again whether the needs have changed. */
  start(): void;
  /** Looks once. Never throws. */
  look(): Promise<void>;
  stop(): void;
}

export function createNeedsKeeper({ adapters, needs, undo, logger, timer = systemTimer }: NeedsDeps): NeedsKeeper {
  /** The platforms that are connecting anew, which may take long. */
  const busy = new Set<Platform>();
  /** What each platform still refuses, because no setting can be undone for it. */
  const left = new Map<Platform, string>();
  let running = false;
  let handle: unknown;

  const meet = async (adapter: ChatAdapter, wanted: readonly PlatformNeedName[]): Promise<void> => {
    const { platform } = adapter;
    if (adapter.meet === undefined || busy.has(platform)) return;
    busy.add(platform);
    try {
      const refused = await adapter.meet(wanted);
      if (refused.join() === (left.get(platform) ?? '')) return;
      left.delete(platform);
      if (refused.length === 0) return;
      logger.warn({ platform, refused }, 'the platform refuses what a setting needs');
      await undo(refused);
      left.set(platform, (await adapter.meet(await needs())).join());
    } catch (error) {
      logger.error({ platform, error }, 'it is unknown whether the platform gives what the settings need');
    } finally {
      busy.delete(platform);
    }
  };

  const look = async (): Promise<void> => {
    if (adapters.every((adapter) => adapter.meet === undefined)) return;
    try {
      const wanted = await needs();
      await Promise.all(adapters.map((adapter) => meet(adapter, wanted)));
    } catch (error) {
      logger.error({ error }, 'what the settings need of the platforms could not be read');
    }
  };

  const tick = (): void => {
    if (!running) return;
    // A look that takes long must not keep other platforms from theirs.
    void look();
    handle = timer.set(tick, NEEDS_TICK);
  };

  return {
    prepare: look,
    look,
    start() {
      running = true;
      handle = timer.set(tick, NEEDS_TICK);
    },
    stop() {
      running = false;
      timer.clear(handle);
    },
  };
}
