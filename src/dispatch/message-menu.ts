import { card, paragraph } from '../core/blocks.js';
import type { Card, Reply } from '../core/message.js';
import { privately } from '../core/message.js';
import type { Request } from '../core/request.js';
import type { Context } from '../feature-api/index.js';
import { speaker } from '../language/index.js';
import type { MessageMenuEvent } from '../ports/chat.js';
import { assertAccess } from './access.js';
import { below } from './private-answer.js';
import type { Task } from './task.js';

type Opened = Pick<MessageMenuEvent, 'message' | 'matter'>;

/**
 * What the menu of a message asks for: the feature whose thread it stands in answers, and those that can do something with its links
 * and files. For any other message there is a kind word.
 */
export function menuTask(opened: Opened): Task {
  const what = 'the menu of a message';
  const { matter } = opened;
  if (!matter) return { what, run: (context, request) => answer(context, request, opened, []) };
  return {
    what,
    transaction: 'own',
    async run(context, request) {
      const offers: ((inside: Context) => Promise<readonly Card[]>)[] = [];
      for (const feature of context.features.all) {
        if (feature.matter) offers.push(await feature.matter(context, request, matter));
      }
      return {
        type: 'effects',
        async effects(inside) {
          const cards: Card[] = [];
          for (const offer of offers) cards.push(...(await offer(inside)));
          return answer(inside, request, opened, cards);
        },
      };
    },
  };
}

async function answer(context: Context, request: Request, { message }: Opened, cards: readonly Card[]): Promise<Reply> {
  const key = await context.conversations.keyOf(message.conversation);
  const menu = key === undefined ? undefined : context.features.menu(key);
  if (key === undefined || !menu) {
    if (cards.length > 0) return privately(...cards);
    return privately(card(request.language, paragraph(speaker(request.language)('dispatch.menu-elsewhere'))));
  }
  assertAccess(request.actor, 'member');
  const reply = await menu(context, request, { key, message });
  return reply.type === 'message' ? below(reply, [{ cards }]) : reply;
}
