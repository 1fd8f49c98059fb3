import { afterEach, beforeEach, describe } from 'vitest';
import type { TestStore } from '../../support/store.js';
import { describeAgenda } from './agenda.js';
import { describeWaking } from './agenda-waking.js';
import { describeBlobUses } from './blobs.js';
import { describeCoffee } from './coffee.js';
import { describeErase } from './erase.js';
import { describeEventFiles } from './event-files.js';
import { describeEvents } from './events.js';
import { describeEventReports } from './events-report.js';
import { describeInvitations } from './invitations.js';
import { describeLeases } from './leases.js';
import { describeLetters } from './letters.js';
import { describeLookups } from './lookups.js';
import { describeMembers } from './members.js';
import { describeOnePerson } from './one-person.js';
import { describeRequests } from './resource-requests.js';
import { describeResources } from './resources.js';
import { describeFittingResources } from './resources-fitting.js';
import { describeResourceUpkeep } from './resources-upkeep.js';
import { describeStories } from './stories.js';
import { describeThreadActs } from './thread-acts.js';
import { describeTopics } from './topics.js';
import { describeTopicsClosing } from './topics-closing.js';
import { describeDiscussions } from './topics-discussion.js';
import { describeFacilitators } from './topics-facilitators.js';
import { describeTopicMarks } from './topics-marks.js';
import { describeTopicPlans } from './topics-plan.js';
import { describeTopicReports } from './topics-report.js';
import { describeTransactions } from './transactions.js';
import { describeWebChat } from './web-chat.js';

/** What every store must do. `open` gives a fresh one with default settings. */
export function describeStore(name: string, open: () => Promise<TestStore>): void {
  describe(`the store on ${name}`, () => {
    let current: TestStore | undefined;
    const store = (): TestStore => {
      if (current === undefined) throw new Error('no store is open');
      return current;
    };
    beforeEach(async () => {
      current = await open();
    });
    afterEach(async () => {
      await current?.close();
    });
    for (const part of [
      describeTransactions,
      describeLookups,
      describeMembers,
      describeInvitations,
      describeCoffee,
      describeAgenda,
      describeWaking,
      describeLeases,
      describeThreadActs,
      describeBlobUses,
      describeWebChat,
      describeErase,
      describeOnePerson,
      describeTopics,
      describeTopicMarks,
      describeTopicPlans,
      describeFacilitators,
      describeTopicReports,
      describeTopicsClosing,
      describeDiscussions,
      describeEvents,
      describeResources,
      describeFittingResources,
      describeResourceUpkeep,
      describeRequests,
      describeStories,
      describeLetters,
      describeEventReports,
      describeEventFiles,
    ])
      part(store);
  });
}
