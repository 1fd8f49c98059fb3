import { linksIn } from '../../../src/core/address.js';
import type { Matter } from '../../../src/ports/chat.js';
import type { WebChatRepository } from '../../../src/ports/web-chat.js';

/** Links and files of a message; undefined for one without. Links of the bot's own messages are buttons, which lead there already. */
export async function matterOf(webChat: Pick<WebChatRepository, 'message' | 'file'>, id: number): Promise<Matter | undefined> {
  const content = (await webChat.message(id))?.content;
  if (!content) return undefined;
  const links = content.type === 'text' ? linksIn(content.text) : [];
  if (links.length + content.files.length === 0) return undefined;
  return { links, files: content.files.map(({ id: file, name, size }) => ({ name, size, read: () => webChat.file(file) })) };
}
