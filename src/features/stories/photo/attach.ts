import type { Actor } from '../../../core/access.js';
import type { Effects } from '../../../core/command.js';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { lookups } from '../../../core/lookup.js';
import type { Attachment, Reply } from '../../../core/message.js';
import { type Context, keepBlob } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import type { Personal } from '../../../ports/files.js';
import { ownOf, requireOwn } from '../find.js';
import { photoUse } from '../keys.js';
import { PEOPLE_MAX } from '../rules/limits.js';
import { stateAfterChange } from '../rules/story.js';
import { storiesStore } from '../store/index.js';
import type { PhotoWords, StoryId } from '../types.js';
import { changeStory, tellWaiting } from '../write.js';
import { dropPhoto } from './follow.js';
import { assertRoom, preparePhoto } from './prepare.js';

interface Given extends PhotoWords {
  readonly file: Attachment;
  /** Members who can be seen on it. */
  readonly seen: readonly MemberId[];
}

/**
 * Checks, cleans and stores a photo outside a transaction; its effects attach it, in place of an earlier one. What was published is
 * looked at again.
 * @throws {MudhifError} For a photo that is refused, or for which its author has no room.
 */
export async function attachPhoto(
  context: Context,
  actor: Actor,
  id: StoryId,
  { file, seen, ...words }: Given,
  reply: (inside: Context, removed: readonly Personal[]) => Promise<Reply>,
): Promise<Effects<Context>> {
  const { tx, community, blobUses } = context;
  const { settings, found, used } = await tx.find(
    lookups({ settings: community.lookForSettings(), found: storiesStore(tx).story(id), used: blobUses.bytesOf(actor.id) }),
  );
  const max = settings.storageMegabytes;
  assertRoom(used + file.bytes.byteLength - (ownOf(actor, found).photo?.size ?? 0), max);
  const { picture, removed } = await preparePhoto(context, file);
  return {
    type: 'effects',
    async effects(inside) {
      const store = storiesStore(inside.tx);
      const now = await inside.tx.find(
        lookups({ story: store.story(id), used: inside.blobUses.bytesOf(actor.id), isRefused: store.isRefused(id, picture.hash) }),
      );
      const story = ownOf(actor, now.story);
      if (now.isRefused) throw new InputError('refused', phrase('stories-photo.error.refused'));
      assertRoom(now.used + picture.size - (story.photo?.size ?? 0), max);
      await dropPhoto(inside, story);
      const photo = await store.insertPhoto(id, { ...picture, ...words }, inside.now);
      await keepBlob(inside, picture, { key: photoUse(photo), member: actor.id });
      await store.listSeen(id, picture.hash, seen);
      const state = stateAfterChange(story.state);
      const isTakenBack = state !== story.state;
      await changeStory(inside, { ...story, photo: null }, { state, ...(isTakenBack && { publishedAt: null }) });
      if (isTakenBack) await tellWaiting(inside);
      return reply(inside, removed);
    },
  };
}

/** Takes one's photo off. Throws an `InputError` where there is none. */
export async function takePhotoOff(context: Context, actor: Actor, id: StoryId): Promise<void> {
  const story = await requireOwn(context, actor, id);
  if (!story.photo) throw noPhoto();
  await dropPhoto(context, story);
  await changeStory(context, { ...story, photo: null }, {});
}

export const noPhoto = (): InputError => new InputError('no photo', phrase('stories-photo.error.none'));

export const tooManySeen = (): InputError => new InputError('too many people', phrase('stories-photo.error.people', { max: PEOPLE_MAX }));
