import type { WebChatRepository } from '../../../src/ports/web-chat.js';
import { TIMES } from '../limits.js';
import type { SignalBus } from './signal-bus.js';

/**
 * Polls the store for what other processes write, and notifies the open streams of this process.
 *
 * @returns A function that stops polling.
 */
export function watchOtherProcesses(webChat: Pick<WebChatRepository, 'newest'>, signals: SignalBus): () => void {
  let before: Awaited<ReturnType<typeof webChat.newest>> | undefined;
  const poll = async (): Promise<void> => {
    if (signals.size() === 0) return;
    const now = await webChat.newest().catch(() => before);
    if (now && before && now.revision !== before.revision) signals.publish('messages');
    if (now && before && now.erasures !== before.erasures) signals.publish('person-erased');
    before = now;
  };
  const timer = setInterval(() => void poll(), TIMES.otherProcesses);
  return () => clearInterval(timer);
}
