import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { defineNotification, idSchema, lasting, type Notification, wheneverPossible } from '../../feature-api/index.js';
import { findMember } from '../members/public.js';
import { linkMadeCard } from './cards/invite.js';
import { requestsWaitingCards } from './cards/requests.js';
import { invitationsStore } from './store.js';

export const invitationMessages: readonly Notification[] = [
  defineNotification(
    {
      kind: 'invitations.requests',
      decision: true,
      notice: 'invitations.requests',
      lateness: wheneverPossible,
      onUnknownOutcome: 'resend',
      args: z.object({}),
    },
    async (context, _args, { audience }) => {
      const { all } = await invitationsStore(context.tx).countRequests(undefined, context.now);
      return all === 0 ? { drop: 'decided' } : { message: { cards: requestsWaitingCards(all, audience.languages) } };
    },
  ),
  defineNotification(
    {
      kind: 'invitations.link-made',
      notice: 'invitations.link-made',
      ...lasting,
      args: z.object({ member: idSchema<MemberId>() }),
    },
    async (context, { member: id }) => {
      const member = await findMember(context, id);
      return member ? { message: { cards: [linkMadeCard(member.language)] } } : { drop: 'no-member' };
    },
  ),
];
