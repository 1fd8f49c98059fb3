import { randomUUID } from 'node:crypto';
import type { Language } from '../../../src/core/language.js';
import { actionId, type Card, type Message } from '../../../src/core/message.js';
import { between, type Clock } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import { speaker } from '../../../src/language/index.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { SlackApi } from '../connect/client.js';
import { reportFailure, SlackFailure } from '../errors.js';
import { LIMITS, TIMES } from '../limits.js';
import type { Origin } from '../origin.js';
import type { Problems } from '../problems.js';
import type { View } from '../render/form.js';

/** A language that is looked up only where a text of the adapter itself is shown, because a look-up costs a query. */
export type LazyLanguage = () => Promise<Language>;

/** Opens dialogs. */
export interface Dialogs {
  /**
   * Opens a dialog, or sends a button that opens it when the three seconds of the trigger have passed. Throws a
   * `DeliveryError`.
   */
  open(view: View, origin: Origin, language: LazyLanguage): Promise<void>;
  /** The view that a button with this token opens; `undefined` once it has expired. */
  pending(token: string): View | undefined;
}

/** The adapter's own action: `slack:open:<token>`. */
export const OPEN = { feature: 'slack', action: 'open' } as const;

export function createDialogs(deps: {
  readonly api: SlackApi;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly problems: Problems;
  readonly sendPrivately: (origin: Origin, message: Message, language: LazyLanguage) => Promise<void>;
}): Dialogs {
  const { api, clock, logger, problems } = deps;
  const views = createTtlCache<View>({ clock, ttlMs: TIMES.pendingView, maxEntries: LIMITS.pendingViews });
  return {
    async open(view, origin, language) {
      const { trigger } = origin;
      if (trigger && between(trigger.at, clock.now()) < TIMES.trigger) {
        try {
          await api.call('answers', 'views.open', (client) => client.views.open({ trigger_id: trigger.id, view }));
          return;
        } catch (error) {
          // The trigger was used by a process that ended afterwards, so the dialog is open.
          const isOpen = origin.maybeAnsweredSince !== undefined && error instanceof SlackFailure && error.code === 'exchanged_trigger_id';
          if (isOpen) return;
          reportFailure(error, problems);
          logger.debug({ eventId: origin.eventId, error }, 'could not open a Slack dialog');
        }
      }
      const token = randomUUID();
      views.set(token, view);
      await deps.sendPrivately(origin, { cards: [openCard(token, await language())] }, language);
    },
    pending: (token) => views.get(token),
  };
}

function openCard(token: string, language: Language): Card {
  const say = speaker(language);
  return {
    language,
    blocks: [
      { type: 'paragraph', text: say('slack.form-waiting') },
      {
        type: 'actions',
        controls: [
          { type: 'button', action: actionId(OPEN.feature, OPEN.action, token), label: say.plain('slack.form-open'), style: 'primary' },
        ],
      },
    ],
  };
}
