import { z } from 'zod';
import { composedGone, defineNotification, lasting, type Notice, type Notification, withinDays } from '../../feature-api/index.js';
import { type Decided, decidedCard, flaggedCard, waitingCard } from './cards/told.js';
import { ofResource } from './message-args.js';
import { resourcesStore } from './store/index.js';
import type { ResourceState } from './types.js';

const isDecided = (state: ResourceState): state is Decided => state === 'approved' || state === 'declined' || state === 'removed';

const decided = defineNotification(
  { ...lasting, kind: 'resources.decided', notice: 'resources.own', args: ofResource },
  async (context, { resource: id }) => {
    const resource = await resourcesStore(context.tx).find(id);
    if (!resource) return composedGone;
    const { state } = resource;
    return isDecided(state) ? (language) => decidedCard(resource, state, language) : { drop: 'changed' };
  },
);

const flagged = (kind: 'resources.flagged' | 'resources.unowned') =>
  defineNotification(
    { ...lasting, kind, notice: kind === 'resources.flagged' ? 'resources.own' : 'resources.organisers', args: ofResource },
    async (context, { resource: id }, { audience: { languages } }) => {
      const store = resourcesStore(context.tx);
      const resource = await store.find(id);
      const words = (await store.flagsOf(id)).map(({ text }) => text);
      if (resource?.state !== 'approved' || words.length === 0) return composedGone;
      const isOwner = kind === 'resources.flagged';
      const shown = isOwner ? [languages[0]] : languages;
      return { message: { cards: shown.map((language) => flaggedCard(resource, words, isOwner, language)) } };
    },
  );

const waiting = defineNotification(
  { ...lasting, kind: 'resources.waiting', notice: 'resources.organisers', lateness: withinDays(3), args: z.object({}) },
  async (context, _args) => {
    const count = await resourcesStore(context.tx).countState('pending');
    if (count === 0) return { drop: 'decided' };
    return (language) => waitingCard(count, language);
  },
);

export const resourcesMessages: readonly Notification[] = [decided, flagged('resources.flagged'), flagged('resources.unowned'), waiting];

/** What people are told of what they added. */
export const resourcesNotices: readonly Notice[] = [
  { name: 'resources.own', label: 'resources.notice.own', choices: ['here', 'off'], default: 'here' },
  { name: 'resources.organisers', label: 'resources.notice.organisers', access: 'organiser', keeps: 'role' },
];
