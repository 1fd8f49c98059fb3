import { createApp } from '../app.js';
import type { Environment } from '../config/environment.js';
import type { Command } from '../core/command.js';
import { systemClock } from '../core/time.js';
import { createLogger } from '../logging.js';
import { appParts, createPairing } from './app-parts.js';
import { openStore } from './open-store.js';

/** The commands as the app defines them; nothing is started, nothing is written. */
export async function allCommands(environment: Environment): Promise<readonly Command[]> {
  const { store } = await openStore(environment, 'sqlite::memory:');
  const pairing = createPairing();
  try {
    let commands: readonly Command[] = [];
    createApp({
      ...appParts(environment, pairing),
      store,
      clock: systemClock,
      logger: createLogger('silent'),
      createAdapters: (parts) => {
        ({ commands } = parts);
        return [];
      },
    });
    return commands;
  } finally {
    await pairing.close();
    await store.close();
  }
}
