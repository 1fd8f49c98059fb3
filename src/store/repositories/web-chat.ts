import type { WebChatRepository } from '../../ports/web-chat.js';
import type { Context } from './context.js';
import { webFiles } from './web-files.js';
import { webMessages } from './web-messages.js';
import { webPlaces } from './web-places.js';
import { webReads } from './web-reads.js';

/** The tables of the browser chat. */
export function webChatRepository(context: Context): WebChatRepository {
  const places = webPlaces(context);
  // A new object with everything of several would have shapes of its own, which only a full collection of garbage removes.
  return Object.assign(webMessages(context), places, webFiles(context), webReads(context, places.conversationsOf));
}
