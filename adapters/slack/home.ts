import type { Card, Message } from '../../src/core/message.js';
import { createTurns } from '../../src/kit/turns.js';
import type { Identity } from '../../src/ports/chat.js';
import type { HomePage, HomePages } from '../../src/ports/home-pages.js';
import type { Logger } from '../../src/ports/logger.js';
import type { SlackApi } from './connect/client.js';
import { reportFailure } from './errors.js';
import { LIMITS } from './limits.js';
import type { Problems } from './problems.js';
import { homeBlocks } from './render/home.js';
import { userOf } from './render/text.js';

/** People's home tabs (docs.slack.dev, "App Home"). */
export interface Home extends HomePages {
  /** Publishes a person's home tab with `notice` above the rest. True if Slack accepted it; never throws. */
  show(person: Identity, notice?: readonly Card[]): Promise<boolean>;
  /** Publishes the home tab that a person has just opened. Never throws. */
  open(person: Identity): Promise<void>;
}

export function createHome(deps: {
  readonly api: SlackApi;
  readonly logger: Logger;
  readonly problems: Problems;
  readonly compose: ((person: Identity) => Promise<HomePage>) | undefined;
  readonly mentionsOf: (message: Message) => Promise<ReadonlyMap<number, Identity>>;
}): Home {
  const opened = new Set<string>();
  /** One update after another for each person, because an older state could otherwise be published last. */
  const updates = createTurns(1);

  const publish = async (
    person: Identity,
    { notice = [], isSeen = false }: { readonly notice?: readonly Card[]; readonly isSeen?: boolean },
  ): Promise<boolean> => {
    const { compose } = deps;
    if (!compose) return false;
    remember(opened, person.user);
    return updates.run(person.user, async () => {
      try {
        const page = await compose(person);
        const cards = [...notice, ...page.cards];
        const mentions = await deps.mentionsOf({ cards });
        const blocks = homeBlocks(cards, userOf(mentions));
        await deps.api.callWithRetry('answers', 'views.publish', (client) =>
          client.views.publish({ user_id: person.user, view: { type: 'home', blocks } }),
        );
        // A tab that is published unasked may be replaced before the person looks at it.
        if (isSeen) await page.seen?.();
        return true;
      } catch (error) {
        reportFailure(error, deps.problems);
        deps.logger.warn({ error }, 'could not publish a Slack home tab');
        return false;
      }
    });
  };

  const home: Home = {
    opened: () => opened.size,
    async changed(person) {
      if (opened.has(person.user)) await home.show(person);
    },
    show: (person, notice = []) => publish(person, { notice }),
    async open(person) {
      await publish(person, { isSeen: true });
    },
  };
  return home;
}

/** Keeps the people who opened their tab last; anybody else gets a fresh one when they open it. */
function remember(opened: Set<string>, user: string): void {
  opened.delete(user);
  opened.add(user);
  if (opened.size > LIMITS.homes) for (const oldest of opened) if (opened.delete(oldest)) break;
}
