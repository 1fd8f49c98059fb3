import type { Tx } from '../../core/transaction.js';
import type { Engines } from '../../ports/store.js';
import { findInOneStatement } from '../../sql/read-in-one-statement.js';
import { personalDataRepository } from '../personal-data/index.js';
import { SCRUB_DUE } from '../scrub.js';
import { agendaRepository } from './agenda.js';
import { auditRepository } from './audit.js';
import { blobRepository } from './blobs.js';
import { communityRepository } from './community.js';
import type { Context } from './context.js';
import { conversationRepository } from './conversations.js';
import { deliveryRepository } from './deliveries.js';
import { inboundRepository } from './inbound.js';
import { leaseRepository } from './leases.js';
import { webChatRepository } from './web-chat.js';
import { webSessionRepository } from './web-sessions.js';

/** All repositories of the engines on one connection or transaction. */
export function createEngines(context: Context, inTransaction: boolean): Engines {
  return {
    tx: txOf(context),
    inTransaction,
    community: communityRepository(context),
    agenda: agendaRepository(context),
    deliveries: deliveryRepository(context),
    conversations: conversationRepository(context),
    audit: auditRepository(context),
    inbound: inboundRepository(context),
    leases: leaseRepository(context),
    webChat: webChatRepository(context),
    webSessions: webSessionRepository(context),
    blobUses: blobRepository(context),
    personalData: personalDataRepository(context),
  };
}

/** What features' stores get: the same connection, without the engines' tables. */
function txOf(context: Context): Tx {
  return {
    // Features name their own tables with `withTables`; the engines' tables are hidden from them.
    db: context.db as unknown as Tx['db'],
    community: context.community,
    traits: context.traits,
    find: (lookup) => findInOneStatement(context, lookup),
    atomically: (steps) => context.atomically((inside) => steps(txOf(inside))),
    async scrubAfterCommit() {
      await communityRepository(context).saveFact(SCRUB_DUE, 'yes');
      context.erased();
    },
    stores: new Map(),
  };
}
