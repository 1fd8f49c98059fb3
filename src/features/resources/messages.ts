import { z } from 'zod';
import { composedGone, defineNotification, idSchema, type Notice, type Notification, withinDays } from '../../feature-api/index.js';
import { type Decided, decidedCard, flaggedCard, waitingCard } from './cards/told.js';
import { resourcesStore } from './store/index.js';
import type { ResourceId, ResourceState } from './types.js';

const args = z.object({ resource: idSchema<ResourceId>() });
const usual = { urgency: 'normal', lateness: withinDays(14), onUnknownOutcome: 'resend' } as const;

const isDecided = (state: ResourceState): state is Decided => state === 'approved' || state === 'declined' || state === 'removed';

const decided = defineNotification({
  ...usual,
  kind: 'resources.decided',
  notice: 'resources.own',
  args,
  async compose(context, { resource: id }, { audience: { languages } }) {
    const resource = await resourcesStore(context.tx).find(id);
    if (!resource) return composedGone;
    const { state } = resource;
    return isDecided(state) ? { message: { cards: [decidedCard(resource, state, languages[0])] } } : { drop: 'changed' };
  },
});

const flagged = (kind: 'resources.flagged' | 'resources.unowned') =>
  defineNotification({
    ...usual,
    kind,
    notice: kind === 'resources.flagged' ? 'resources.own' : 'posted',
    args,
    async compose(context, { resource: id }, { audience: { languages } }) {
      const store = resourcesStore(context.tx);
      const resource = await store.find(id);
      const words = (await store.flagsOf(id)).map(({ text }) => text);
      if (resource?.state !== 'approved' || words.length === 0) return composedGone;
      const isOwner = kind === 'resources.flagged';
      const shown = isOwner ? [languages[0]] : languages;
      return { message: { cards: shown.map((language) => flaggedCard(resource, words, isOwner, language)) } };
    },
  });

const waiting = defineNotification({
  ...usual,
  kind: 'resources.waiting',
  notice: 'posted',
  lateness: withinDays(3),
  args: z.object({}),
  async compose(context, _args, { audience: { languages } }) {
    const count = await resourcesStore(context.tx).countState('pending');
    if (count === 0) return { drop: 'decided' };
    return { message: { cards: languages.map((language) => waitingCard(count, language)) } };
  },
});

export const resourcesMessages: readonly Notification[] = [decided, flagged('resources.flagged'), flagged('resources.unowned'), waiting];

/** What people are told of what they added. */
export const resourcesNotices: readonly Notice[] = [
  { name: 'resources.own', label: 'resources.notice.own', choices: ['here', 'off'], default: 'here' },
];
