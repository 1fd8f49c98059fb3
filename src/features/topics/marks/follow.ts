import type { Actor } from '../../../core/access.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Topic, TopicId } from '../types.js';
import { leads, requireTopic } from './find.js';

/** What a member follows, and what they can follow. */
export interface Following {
  readonly topics: readonly Topic[];
  readonly sectors: readonly string[];
  readonly allSectors: readonly string[];
  readonly digest: boolean;
  /** When the digest goes out. */
  readonly rhythm: { readonly day: string; readonly time: string };
}

/** What a reader has to do with a topic. */
export interface TopicReader {
  readonly leads: boolean;
  readonly isFollowing: boolean;
}

export async function following(context: Context, member: MemberId): Promise<Following> {
  const store = topicsStore(context.tx);
  const settings = await context.community.settings();
  const { digestDay: day, digestTime: time } = topicsSection.of(settings);
  const sectors = await store.sectorsOf(member);
  return {
    topics: await store.followedBy(member),
    sectors,
    allSectors: [...new Set([...settings.sectors, ...sectors])].slice(0, 25),
    digest: await store.wantsDigest(member),
    rhythm: { day, time },
  };
}

export async function readerOf(context: Context, actor: Actor, topic: Topic): Promise<TopicReader> {
  return { leads: leads(topic, actor), isFollowing: await topicsStore(context.tx).isFollowing(topic.id, actor.id) };
}

/** Throws a `NotFoundError` for a topic that is not there. */
export async function follow(context: Context, member: MemberId, id: TopicId): Promise<Topic> {
  const topic = await requireTopic(context, id);
  await topicsStore(context.tx).setFollows(id, member, true, context.now);
  return topic;
}

/** They no longer follow it, also if they follow its sector or write there again. Throws what `follow` throws. */
export async function unfollow(context: Context, member: MemberId, id: TopicId): Promise<Topic> {
  const topic = await requireTopic(context, id);
  await topicsStore(context.tx).setFollows(id, member, false, context.now);
  return topic;
}

/** Sectors that the community does not have are passed over. */
export async function followSectors(context: Context, member: MemberId, wanted: readonly string[]): Promise<void> {
  const store = topicsStore(context.tx);
  const { sectors } = await context.community.settings();
  const known = [...sectors, ...(await store.sectorsOf(member))];
  await store.saveSectors(
    member,
    [...new Set(wanted)].filter((sector) => known.includes(sector)),
    context.now,
  );
}

export function wantDigest(context: Context, member: MemberId, isWanted: boolean): Promise<void> {
  return topicsStore(context.tx).setDigest(member, isWanted, context.now);
}
