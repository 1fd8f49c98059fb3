import type { Repositories } from '../../ports/store.js';
import { agendaRepository } from './agenda.js';
import { auditRepository } from './audit.js';
import { communityRepository } from './community.js';
import type { Context } from './context.js';
import { conversationRepository } from './conversations.js';
import { deliveryRepository } from './deliveries.js';
import { seenEventRepository } from './events.js';
import { expiryRepository } from './expiry.js';
import { importDraftRepository } from './import-drafts.js';
import { leaseRepository } from './leases.js';
import { linkRepository } from './links.js';
import { memberRepository } from './members.js';
import { organisationRepository } from './organisations.js';
import { relayRepository } from './relays.js';
import { webChatRepository } from './web-chat.js';
import { webSessionRepository } from './web-sessions.js';

/** All repositories of one community on one connection or transaction. */
export function createRepositories(context: Context): Repositories {
  return {
    community: communityRepository(context),
    members: memberRepository(context),
    links: linkRepository(context),
    organisations: organisationRepository(context),
    importDrafts: importDraftRepository(context),
    agenda: agendaRepository(context),
    deliveries: deliveryRepository(context),
    conversations: conversationRepository(context),
    relays: relayRepository(context),
    audit: auditRepository(context),
    events: seenEventRepository(context),
    leases: leaseRepository(context),
    webChat: webChatRepository(context),
    webSessions: webSessionRepository(context),
    expiry: expiryRepository(context),
  };
}
