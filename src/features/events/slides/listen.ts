import type { Actor } from '../../../core/access.js';
import { InputError, type MudhifError } from '../../../core/errors.js';
import type { Language } from '../../../core/language.js';
import { plain } from '../../../core/text.js';
import type { Instant } from '../../../core/time.js';
import { type Context, keepBlob, type Listener } from '../../../feature-api/index.js';
import { phrase, speaker } from '../../../language/index.js';
import type { StoredFile } from '../../../ports/blobs.js';
import type { Contribution, MessageRef } from '../../../ports/chat.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { discardFiles } from './discard.js';
import { givenIn } from './find.js';
import { ASK, TAKE } from './jobs-kinds.js';
import { messageKey } from './message-key.js';
import { DROPPED_MAX } from './rules/limits.js';
import { isTooLarge, tooLarge, useOf } from './store-bytes.js';
import { shortName } from './take.js';
import type { FileId } from './types.js';

type Heard = Parameters<NonNullable<Listener['thread']>>[1];

/** Hears files that organisers, hosts, facilitators and speakers drop into an event's thread. What anybody writes is not read. */
export const filesListener: Pick<Listener, 'thread' | 'mayRead'> = {
  async thread(context, { key, member, message, what, at }: Heard) {
    switch (what.type) {
      case 'posted': {
        const { files = [], unread = [] } = what.content ?? {};
        if (member === null || files.length + unread.length === 0) return;
        const found = await givenIn(context, key, member);
        if (found && what.content) await dropped(context, found.whole.event.id, found.person, { message, content: what.content, at });
        return;
      }
      case 'deleted':
        return takenBack(context, message);
      case 'edited':
      case 'reacted':
      case 'unreacted':
        return;
      default:
        return what satisfies never;
    }
  },
  mayRead: async (context, { key, member }) => ((await givenIn(context, key, member)) === undefined ? false : 'files'),
};

interface Post {
  readonly message: MessageRef;
  readonly content: Contribution<StoredFile>;
  readonly at: Instant;
}

async function dropped(context: Context, event: EventId, { id: member, language }: Actor, { message, content, at }: Post): Promise<void> {
  const store = eventsStore(context.tx);
  const key = messageKey(message);
  if ((await store.filesWith(key)).length > 0) return;
  const { files, unread = [] } = content;
  let isTaking = false;
  const written: FileId[] = [];
  for (const [index, file] of files.entries()) {
    const given = { event, member, message: key, name: shortName(file.name), size: file.size, addedAt: at };
    const refusal = index >= DROPPED_MAX ? tooMany() : isTooLarge(context, given.size) ? tooLarge(context) : undefined;
    const id = await store.insertFile({ ...given, ...(refusal ? { refusal: sentenceOf(refusal, language) } : { unchecked: file }) });
    written.push(id);
    if (refusal) continue;
    await keepBlob(context, file, { key: useOf(id), member });
    isTaking = true;
  }
  const together = [...files, ...unread].reduce((sum, { size }) => sum + size, 0);
  for (const file of unread.slice(0, DROPPED_MAX)) {
    const why = isTooLarge(context, file.size) ? tooLarge(context) : isTooLarge(context, together) ? tooMuch(context) : notBrought();
    const refusal = sentenceOf(why, language);
    written.push(
      await store.insertFile({ event, member, message: key, name: shortName(file.name), size: file.size, addedAt: at, refusal }),
    );
  }
  const [first] = written;
  if (first === undefined) return;
  const payload = { member, conversation: message.conversation, files: written };
  const row = { key: `events:file:${first}`, kind: isTaking ? TAKE : ASK, payload };
  await context.agenda.plan({ ...row, dueAt: context.now, again: true });
}

const tooMany = () => new InputError('too many at once', phrase('events-slides.error.at-once', { max: DROPPED_MAX }));
const tooMuch = ({ files: { maxMb: max } }: Context) => new InputError('too much at once', phrase('events-slides.error.together', { max }));
const notBrought = () => new InputError('not brought', phrase('events-slides.error.unread'));

/** What is told to whoever gave a file, in their language of now. */
export function sentenceOf(error: MudhifError, language: Language): string {
  return plain(speaker(language).phrase(error.humanError));
}

/** Whoever deletes their post before they said what it is has changed their mind. */
async function takenBack(context: Context, message: MessageRef): Promise<void> {
  const files = (await eventsStore(context.tx).filesWith(messageKey(message))).filter(({ state }) => state !== 'given' && state !== 'left');
  await discardFiles(
    context,
    files.map(({ id }) => id),
  );
}
