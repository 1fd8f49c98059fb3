import type { Contexts } from '../feature-api/index.js';
import type { Timer } from '../kit/timer.js';
import type { Inbox } from '../ports/chat.js';
import { whileMomentary } from './postpone.js';

/** How much of a message is looked through, and how many secrets of one count: a person writes one. */
const OVERHEARD_MAX = 40_000;
const SECRETS_MAX = 5;

/** See `Inbox.overheard`. */
export function createOverheard(contexts: Contexts, timer: Timer): Inbox['overheard'] {
  const { features, logger } = contexts.urgent;
  return async (text) => {
    for (const { name, secrets } of features.all) {
      const found = secrets && [...new Set(text.slice(0, OVERHEARD_MAX).match(secrets.pattern) ?? [])].slice(0, SECRETS_MAX);
      if (!secrets || !found || found.length === 0) continue;
      try {
        await whileMomentary(timer, () => contexts.transaction((context) => secrets.spilled(context, found)));
      } catch (error) {
        logger.error({ feature: name, error }, 'a secret in a message could not be made useless');
      }
    }
  };
}
