import type { types } from '@slack/bolt';
import type { Card, Message } from '../../src/core/message.js';
import { speaker } from '../../src/language/index.js';
import type { HomePages, Identity } from '../../src/ports/chat.js';
import type { Logger } from '../../src/ports/logger.js';
import type { SlackApi } from './connect/client.js';
import { reportFailure } from './errors.js';
import { LIMITS } from './limits.js';
import { userOf } from './post/posts.js';
import type { Problems } from './problems.js';
import { cardUnits, paragraphs, type Unit } from './render/message.js';
import type { UserOf } from './render/text.js';

export interface Home extends HomePages {
  /** Shows a person's home tab anew. True if Slack took it. */
  show(person: Identity, notice?: readonly Card[]): Promise<boolean>;
}

export function createHome(deps: {
  readonly api: SlackApi;
  readonly logger: Logger;
  readonly problems: Problems;
  readonly compose: ((person: Identity) => Promise<Message>) | undefined;
  readonly mentionsOf: (message: Message) => Promise<ReadonlyMap<number, Identity>>;
}): Home {
  const opened = new Set<string>();
  const turns = new Map<string, Promise<unknown>>();

  /** One after another for each person, or an older state, without what has just been said, could be shown last. */
  const inTurn = <T>(user: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(user) ?? Promise.resolve()).then(work);
    turns.set(user, turn);
    return turn.finally(() => turns.get(user) === turn && turns.delete(user));
  };

  const publish = (compose: (person: Identity) => Promise<Message>, person: Identity, notice: readonly Card[]): Promise<boolean> =>
    inTurn(person.user, async () => {
      try {
        const message = await compose(person);
        const cards = [...notice, ...message.cards];
        const mentions = await deps.mentionsOf({ cards });
        const blocks = homeBlocks(cards, userOf(mentions));
        await deps.api.patiently('answers', 'views.publish', (client) =>
          client.views.publish({ user_id: person.user, view: { type: 'home', blocks } }),
        );
        return true;
      } catch (error) {
        reportFailure(error, deps.problems);
        deps.logger.warn({ error }, 'a home tab could not be shown');
        return false;
      }
    });

  const home: Home = {
    opened: () => opened.size,
    async changed(person) {
      if (opened.has(person.user)) await home.show(person);
    },
    async show(person, notice = []) {
      if (!deps.compose) return false;
      remember(opened, person.user);
      return publish(deps.compose, person, notice);
    },
  };
  return home;
}

/** Those who opened it last; others see it anew when they open it. */
function remember(opened: Set<string>, user: string): void {
  opened.delete(user);
  opened.add(user);
  if (opened.size > LIMITS.homes) for (const oldest of opened) if (opened.delete(oldest)) break;
}

/** The blocks of a home tab; if there are more than it takes, it says so and names the way to the rest. */
export function homeBlocks(cards: readonly Card[], user: UserOf): types.KnownBlock[] {
  const language = cards[0]?.language ?? 'en';
  const more: readonly Unit[] = paragraphs(speaker(language)('slack.home-more'), { language }, () => undefined);
  const reserve = more.flatMap((unit) => unit.blocks);
  const blocks: types.KnownBlock[] = [];
  let size = 0;
  for (const [index, card] of cards.entries()) {
    const units = cardUnits(card, { userOf: user, tables: false });
    const divided: readonly Unit[] =
      index === 0 || units.length === 0 ? units : [{ blocks: [{ type: 'divider' }], plain: '', controls: false }, ...units];
    for (const unit of divided) {
      size += JSON.stringify(unit.blocks).length;
      const tooMany = blocks.length + unit.blocks.length + reserve.length > LIMITS.blocksPerView;
      if (tooMany || size > LIMITS.viewJson) return [...blocks, ...reserve];
      blocks.push(...unit.blocks);
    }
  }
  return blocks;
}
