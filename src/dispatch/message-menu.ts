import { card, paragraph } from '../core/blocks.js';
import { privately } from '../core/message.js';
import { speaker } from '../language/index.js';
import type { MessageMenuEvent } from '../ports/chat.js';
import { assertAccess } from './access.js';
import type { Task } from './task.js';

/** What the menu of a message asks for: the feature whose thread it stands in answers; for any other message there is a kind word. */
export function menuTask({ message }: Pick<MessageMenuEvent, 'message'>): Task {
  return {
    what: 'the menu of a message',
    async run(context, request) {
      const key = await context.conversations.keyOf(message.conversation);
      const menu = key === undefined ? undefined : context.features.menu(key);
      if (key === undefined || !menu)
        return privately(card(request.language, paragraph(speaker(request.language)('dispatch.menu-elsewhere'))));
      assertAccess(request.actor, 'member');
      return menu(context, request, { key, message });
    },
  };
}
