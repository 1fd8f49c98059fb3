import type { FeaturePart } from '../../../feature-api/index.js';
import { discardUnanswered } from './discard.js';
import { followedThreads } from './followed.js';
import { noteFound } from './found.js';
import { slidesHandlers } from './handlers.js';
import { filesJobs } from './jobs.js';
import { filesListener } from './listen.js';
import { slidesMessages } from './messages.js';
import { slidesNeeds } from './needs.js';
import { guestFilePage } from './page.js';
import { slidesPerson } from './person.js';

/** Files of events: speakers drop them, and those who were there get them. */
export const slidesPart: FeaturePart = {
  handlers: slidesHandlers,
  messages: slidesMessages,
  jobs: filesJobs,
  pages: [guestFilePage],
  person: slidesPerson,
  listener: { heard: async () => {}, ...filesListener, ...followedThreads },
  needs: slidesNeeds,
  onShelfFetched: noteFound,
  tidy: discardUnanswered,
};
