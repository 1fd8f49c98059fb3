import type { Context } from '../../src/feature-api/index.js';
import { coffeeStore } from '../../src/features/coffee/store/index.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import { invitationsStore } from '../../src/features/invitations/store.js';
import {
  accountsStore,
  importDraftsStore,
  joinedStore,
  linksStore,
  membersStore,
  noticesStore,
  organisationsStore,
  waitingAccountsStore,
} from '../../src/features/members/store/index.js';
import { relayStore } from '../../src/features/relay/store.js';
import { topicsStore } from '../../src/features/topics/store/index.js';

/** The features' stores on one connection, for tests that read and write rows directly. */
function featureStores({ tx }: Pick<Context, 'tx'>) {
  return {
    members: membersStore(tx),
    accounts: accountsStore(tx),
    notices: noticesStore(tx),
    organisations: organisationsStore(tx),
    accountLinks: linksStore(tx),
    joined: joinedStore(tx),
    waitingAccounts: waitingAccountsStore(tx),
    importDrafts: importDraftsStore(tx),
    coffee: coffeeStore(tx),
    invitations: invitationsStore(tx),
    relays: relayStore(tx),
    topics: topicsStore(tx),
    events: eventsStore(tx),
  };
}

export type TestContext = Context & ReturnType<typeof featureStores>;

export function withFeatureStores(context: Context): TestContext {
  return Object.defineProperties(featureStores(context), Object.getOwnPropertyDescriptors(context)) as TestContext;
}
