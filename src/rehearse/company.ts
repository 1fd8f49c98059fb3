import { after, DAY, HOUR, type Instant } from '../core/time.js';
import { createQueue } from '../demo/residents/queue.js';
import type { Company } from '../demo/time-machine.js';
import type { Context } from '../feature-api/index.js';
import type { ConversationRef, Identity, Inbox } from '../ports/chat.js';
import type { Post } from './recorder.js';

interface Word {
  readonly from: Identity;
  readonly conversation: ConversationRef;
  readonly id: string;
}

/**
 * The people that a rehearsal imagines: a day after a private group is opened each of them says a word in it. Without
 * that, everybody would seem to have fallen silent, and be paused.
 */
export function createImaginedPeople(
  read: Pick<Context, 'deliveries' | 'people'>,
  inbox: Inbox,
  clock: { now(): Instant },
  takePosts: () => readonly Post[],
): Company {
  const queue = createQueue<Word>();
  return {
    async look() {
      for (const { conversation, key } of takePosts()) {
        const delivery = conversation.kind === 'group' ? await read.deliveries.find(key) : undefined;
        if (delivery?.to.to !== 'group') continue;
        for (const [index, member] of delivery.to.members.entries()) {
          const from = (await read.people.accounts(member)).find(({ platform }) => platform === conversation.platform);
          if (from) queue.add(after(clock.now(), DAY + index * HOUR), { from, conversation, id: `${key}:${member}` });
        }
      }
    },
    nextAt: queue.next,
    act: (now) =>
      queue.takeDue(now, ({ from, conversation, id }) =>
        inbox.message({ eventId: `rehearsal:${id}`, from, conversation, message: { conversation, id }, at: now }),
      ),
  };
}
