import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { type Context, composedGone, defineNotification, idSchema, lasting, type Notification } from '../../../feature-api/index.js';
import { ofEdition, ofResource } from '../message-args.js';
import { resourcesStore } from '../store/index.js';
import type { EditionId } from '../types.js';
import { DUE_SHOWN, dueCard } from './cards/due.js';
import { cleanedCard, expiredCard, expiresCard, linkCard, takeDownCard, toCheckCard, uncleanCard } from './cards/told.js';
import { cutoffs, isNothing, toCheck } from './review.js';

type Compose<A> = (context: Context, args: A, isOwner: boolean) => Promise<((language: Language) => Card) | undefined>;

/** The same news to a contributor, and to organisers where there is none any more. */
function bothWays<A>(kind: `resources.upkeep.${string}`, args: z.ZodType<A>, compose: Compose<A>): readonly Notification[] {
  return [true, false].map((isOwner) =>
    defineNotification(
      { ...lasting, kind: isOwner ? kind : `${kind}-unowned`, notice: isOwner ? 'resources.own' : 'resources.organisers', args },
      async (context, given, { audience: { languages } }) => {
        const card = await compose(context, given, isOwner);
        if (!card) return composedGone;
        return { message: { cards: (isOwner ? [languages[0]] : languages).map(card) } };
      },
    ),
  );
}

const links = bothWays('resources.upkeep.link', ofEdition, async (context, { edition: id }, isOwner) => {
  const store = resourcesStore(context.tx);
  const edition = await store.edition(id);
  const resource = edition && (await store.find(edition.resource));
  const health = edition && (await store.badLinksOf(edition.resource)).get(id);
  if (resource?.state !== 'approved' || !health || edition.link === null) return undefined;
  const { link } = edition;
  return (language) => linkCard(resource, link, health, isOwner, language);
});

const expires = bothWays('resources.upkeep.expires', ofResource, async (context, { resource: id }, isOwner) => {
  const store = resourcesStore(context.tx);
  const resource = await store.find(id);
  const on = (await store.upkeepOf(id))?.expiresOn ?? null;
  if (resource?.state !== 'approved' || on === null) return undefined;
  return (language) => expiresCard(resource, on, isOwner, language);
});

const expired = bothWays('resources.upkeep.expired', ofResource, async (context, { resource: id }, isOwner) => {
  const resource = await resourcesStore(context.tx).find(id);
  if (resource?.state !== 'approved' || resource.visibility === 'public') return undefined;
  return (language) => expiredCard(resource, isOwner, language);
});

const unclean = bothWays('resources.upkeep.unclean', ofEdition, async (context, { edition: id }, isOwner) => {
  const { resource, copy } = await copyOf(context, id);
  return resource && copy?.state === 'failed' ? (language) => uncleanCard(resource, isOwner, language) : undefined;
});

/** The copy of a file that is not replaced, of a resource that is or shall be for everyone. */
async function copyOf(context: Context, id: EditionId) {
  const store = resourcesStore(context.tx);
  const edition = await store.edition(id);
  const resource = edition && (await store.find(edition.resource));
  if (resource?.visibility !== 'public') return {};
  return { resource, copy: (await store.copiesOf(resource.id)).get(id) };
}

const cleaned = defineNotification(
  { ...lasting, kind: 'resources.upkeep.cleaned', notice: 'resources.own', args: ofEdition },
  async (context, { edition: id }) => {
    const { resource, copy } = await copyOf(context, id);
    if (!resource || copy?.state !== 'cleaned') return composedGone;
    return (language) => cleanedCard(resource, copy.removed, language);
  },
);

const due = defineNotification(
  { ...lasting, kind: 'resources.upkeep.due', notice: 'resources.own', args: z.object({ member: idSchema<MemberId>() }) },
  async (context, { member }, { audience: { members } }) => {
    const zone = members[0]?.timezone ?? (await context.community.settings()).timezone;
    const found = await resourcesStore(context.tx).due(await cutoffs(context), { limit: DUE_SHOWN, member });
    return found.total === 0 ? composedGone : (language) => dueCard(found, language, zone);
  },
);

const undone = defineNotification(
  { ...lasting, kind: 'resources.upkeep.to-check', notice: 'resources.organisers', args: z.object({}) },
  async (context, _args) => {
    return isNothing(await toCheck(context)) ? composedGone : toCheckCard;
  },
);

const takeDown = defineNotification(
  { ...lasting, kind: 'resources.upkeep.take-down', notice: 'resources.organisers', args: ofResource },
  async (context, { resource: id }) => {
    const store = resourcesStore(context.tx);
    const resource = await store.find(id);
    const asked = await store.takeDownsOf(id);
    if (resource?.state !== 'approved' || asked.length === 0) return composedGone;
    return (language) => takeDownCard(resource, asked.length, language);
  },
);

export const upkeepMessages: readonly Notification[] = [...unclean, cleaned, takeDown, ...links, ...expires, ...expired, due, undone];
