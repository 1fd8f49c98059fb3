import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Context, Listener } from '../../../feature-api/index.js';
import type { StoredFile } from '../../../ports/blobs.js';
import type { MessageRef, Contribution as Written } from '../../../ports/chat.js';
import { findMember } from '../../members/public.js';
import { topicOfThread } from '../keys.js';
import { tidyLines } from '../proposals/text.js';
import { covers, isQuestion, isSameFiles, isUnasked, mayShare } from '../rules/sharing.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Topic } from '../types.js';
import { planAsking } from './ask.js';
import { planCopies, refreshCopies, removeCopies, renewCopies, unshare } from './copies.js';
import { keepFiles, releaseFiles, sharedFiles } from './files.js';

type Heard = Parameters<NonNullable<Listener['thread']>>[1];

interface Post {
  readonly message: MessageRef;
  readonly content: Written<StoredFile> | undefined;
  readonly at: Instant;
}

/** Hears what is written in the threads of topics. Words are kept and copied only if their author agreed. */
export const discussionListener: Pick<Listener, 'thread' | 'mayRead' | 'known'> = {
  async thread(context, { key, member, message, what, at }: Heard) {
    const topic = await discussed(context, key);
    if (!topic) return;
    switch (what.type) {
      case 'posted':
        return member === null ? undefined : wrote(context, topic, member, { message, content: what.content, at });
      case 'edited':
        return edited(context, topic, member, { message, content: what.content, at });
      case 'deleted':
        return deleted(context, topic, member, message, at);
      case 'reacted':
      case 'unreacted':
        return undefined;
      default:
        return what satisfies never;
    }
  },

  async mayRead(context, { key, member }) {
    if (!topicsSection.of(await context.community.settings()).mirroring) return false;
    return mayShare(await topicsStore(context.tx).consentOf(member)) && (await discussed(context, key)) !== undefined;
  },

  async known(context, { key, conversation }) {
    const topic = await discussed(context, key);
    return topic ? topicsStore(context.tx).knownIn(topic.id, conversation) : [];
  },
};

/** The topic of a thread, once it has opened. */
async function discussed(context: Context, key: string): Promise<Topic | undefined> {
  const id = topicOfThread(key);
  const topic = id && (await topicsStore(context.tx).topic(id));
  return topic?.state === 'open' || topic?.state === 'closed' ? topic : undefined;
}

async function wrote(context: Context, topic: Topic, id: MemberId, post: Post, editedAt: Instant | null = null): Promise<void> {
  const store = topicsStore(context.tx);
  const member = await findMember(context, id);
  if (!member || member.isBot) return;
  const { message, content, at } = post;
  const { mirroring } = topicsSection.of(await context.community.settings());
  const consent = await store.consentOf(id);
  const words = mirroring && content && covers(consent, at) ? tidyLines(content.text) : null;
  const { organisation, language } = member;
  const contribution = await store.insertContribution({
    topic: topic.id,
    member: id,
    organisation,
    language,
    message,
    shared: words !== null,
    words,
    writtenAt: at,
    isQuestion: words !== null && isQuestion(words),
  });
  if (contribution === undefined) return wroteBeforeItsEdit(context, post);
  await store.noteWritten(topic.id, at);
  await store.followByPart(topic.id, id, at);
  if (mirroring && isUnasked(consent)) {
    await store.askConsent(id);
    await planAsking(context, contribution, { member: id, platform: message.conversation.platform });
  }
  if (words === null) return;
  const files = content ? sharedFiles(content) : [];
  if (editedAt !== null || files.length > 0) {
    await store.changeContribution(contribution, { ...(editedAt !== null && { editedAt }), files });
    await keepFiles(context, contribution, files);
  }
  await planCopies(context, topic, contribution, message.conversation.platform);
}

/** A post whose edit came first counts from when it was written, and is not shared if that was before its author agreed. */
async function wroteBeforeItsEdit(context: Context, { message, content, at }: Post): Promise<void> {
  const store = topicsStore(context.tx);
  const known = await store.contributionAt(message);
  if (!known || at >= known.writtenAt) return;
  await store.changeContribution(known.id, { writtenAt: at });
  const consent = known.member === null ? undefined : await store.consentOf(known.member);
  if (known.shared && (content === undefined || !covers(consent, at))) await unshare(context, known.id);
}

async function edited(context: Context, topic: Topic, member: MemberId | null, post: Post): Promise<void> {
  const store = topicsStore(context.tx);
  const { content, at } = post;
  const known = await store.contributionAt(post.message);
  if (!known) return member === null ? undefined : wrote(context, topic, member, post, at);
  // A deleted contribution stays deleted, and an older edit changes nothing.
  if (known.deletedAt !== null || known.hiddenAt !== null || (known.editedAt ?? 0) > at) return;
  if (!known.shared || content === undefined) return store.changeContribution(known.id, { editedAt: at });
  const words = tidyLines(content.text);
  const files = sharedFiles(content);
  const { named } = await store.filesOf(known.id);
  const isSame = isSameFiles(named, files);
  if (!isSame) await releaseFiles(context, [known.id]);
  await store.changeContribution(known.id, { words, isQuestion: isQuestion(words), editedAt: at, ...(!isSame && { files }) });
  if (isSame) return refreshCopies(context, known.id);
  await keepFiles(context, known.id, files);
  await renewCopies(context, topic, known);
}

async function deleted(context: Context, topic: Topic, member: MemberId | null, message: MessageRef, at: Instant): Promise<void> {
  const store = topicsStore(context.tx);
  const known = await store.contributionAt(message);
  if (known) {
    if (known.deletedAt !== null) return;
    await releaseFiles(context, [known.id]);
    await store.noteDeleted(known.id, at);
    return removeCopies(context, known.id);
  }
  if (member === null) return;
  // The post may still come: then it is known as deleted.
  const id = await store.insertContribution({
    topic: topic.id,
    member,
    organisation: null,
    language: topic.language,
    message,
    shared: false,
    words: null,
    writtenAt: at,
    isQuestion: false,
  });
  if (id !== undefined) await store.noteDeleted(id, at);
}
