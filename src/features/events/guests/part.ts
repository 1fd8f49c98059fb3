import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { guestsHandlers } from './handlers.js';
import { guestJobs } from './mail.js';
import { invitationPage } from './pages/invitation.js';
import { guestPage } from './pages/own.js';

/** People without an account register by a link. What they write is erased with what else is kept for an event alone. */
export const guestsPart: FeaturePart = {
  handlers: guestsHandlers,
  messages: [],
  jobs: guestJobs,
  pages: [invitationPage, guestPage],
  person: noPersonalData,
  auditActions: { 'events.guest-link': 'events-guests.act.link', 'events.guest-link-close': 'events-guests.act.close' },
};
