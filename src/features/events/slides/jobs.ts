import { z } from 'zod';
import { isMomentary, MudhifError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { type Context, defineJob, type Job, releaseBlobs, StorageAwayError, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { PLATFORMS } from '../../../ports/chat.js';
import { eventsStore } from '../store/index.js';
import { askedCard } from './cards/asked.js';
import { discardFiles } from './discard.js';
import { ASK, ASKED, TAKE } from './jobs-kinds.js';
import { sentenceOf } from './listen.js';
import { openFiles } from './open.js';
import { readForCheck, requireRoom, useOf } from './store-bytes.js';
import type { DroppedFile, FileId, StoredFile } from './types.js';

/** How often the bot tries to store a file before it tells the person who gave it. */
const TRIES = 4;

const dropped = z.object({
  member: idSchema<MemberId>(),
  files: z.array(idSchema<FileId>()),
  conversation: z.object({
    platform: z.enum(PLATFORMS),
    space: z.string(),
    id: z.string(),
    kind: z.enum(['direct', 'group', 'channel', 'thread']),
  }),
});

interface Looked {
  readonly file: DroppedFile;
  readonly found: Pick<StoredFile, 'type'> | { readonly refusal: MudhifError };
}

/** Checks what was dropped into a thread. What can't be taken is kept as a sentence for whoever gave it. */
const take = defineJob(
  { kind: TAKE, class: 'heavy', lateness: withinDays(14), payload: dropped },
  async (context, { member, conversation, files }, { attempt, now, key }) => {
    const store = eventsStore(context.tx);
    const person = await context.people.find(member);
    const looked: Looked[] = [];
    for (const id of files) {
      const known = await store.anyFile(id);
      if (known?.file.state !== 'dropped' || !known.unchecked) continue;
      looked.push({ file: known.file, found: await look(context, known.file, known.unchecked.hash, attempt) });
    }
    const [first] = looked;
    if (!first || !person) return { type: 'dropped', reason: 'gone' };
    const whole = await store.whole(first.file.event);
    return {
      type: 'done',
      async effects(inside) {
        if (whole?.event.state !== 'announced') {
          await discardFiles(
            inside,
            looked.map(({ file }) => file.id),
          );
          return;
        }
        for (const { file, found } of looked) {
          const settled = 'refusal' in found ? { refusal: sentenceOf(found.refusal, person.language) } : found;
          const isWaiting = await eventsStore(inside.tx).settleDropped(file.id, settled);
          if (isWaiting && 'refusal' in settled) await releaseBlobs(inside, [useOf(file.id)]);
        }
        await inside.agenda.plan({ key: `${key}:ask`, kind: ASK, payload: { member, conversation, files }, dueAt: now, again: true });
      },
    };
  },
);

async function look(context: Context, file: DroppedFile, hash: string, attempt: number): Promise<Looked['found']> {
  try {
    // Its bytes are counted already.
    if (file.member !== null) await requireRoom(context, file.member, file.event, 0);
    return { type: await context.files.check(await readForCheck(context, file.name, hash)) };
  } catch (error) {
    const isPassing = isMomentary(error) || error instanceof StorageAwayError;
    if (!(error instanceof MudhifError) || (isPassing && attempt < TRIES)) throw error;
    return { refusal: error };
  }
}

/**
 * Asks whoever dropped files what they are, in the thread and for them alone. Where the platform shows nothing to one person unasked,
 * the question goes where they let the bot write to them, or waits for their next answer.
 */
const ask = defineJob(
  { kind: ASK, class: 'delivery', lateness: withinDays(1), payload: dropped },
  async (context, { member: id, conversation, files }, { key, now }) => {
    const member = await context.people.find(id);
    const open = await openFiles(context, id, files);
    if (!member || open.length === 0) return { type: 'dropped', reason: 'answered' };
    if (!context.platforms.mayWhisper(conversation.platform)) {
      const plan = { key, kind: ASKED, args: { files }, to: { to: 'member', member: id } as const, dueAt: now };
      return { type: 'done', effects: (inside) => inside.deliveries.plan(plan) };
    }
    const account = (await context.people.accounts(id)).find(
      ({ platform, space }) => platform === conversation.platform && space === conversation.space,
    );
    const message = { cards: [askedCard(open, member.language)] };
    const isAsked = account !== undefined && (await context.platforms.whisper(conversation, account, message, key));
    return isAsked ? { type: 'done', effects: async () => {} } : { type: 'dropped', reason: 'not-asked' };
  },
);

export const filesJobs: readonly Job[] = [take, ask];
