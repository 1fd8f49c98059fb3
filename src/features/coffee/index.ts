import { coffeeCommand } from '../../../commands/coffee.js';
import { defineFeature } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { auditActions, auditDetails } from './audit.js';
import { beginning } from './beginning.js';
import { firstSteps } from './cards/first-steps.js';
import { coffeeChannel } from './channel.js';
import { handlers } from './handlers.js';
import { home } from './home.js';
import { jobs } from './jobs.js';
import { FEATURE } from './keys.js';
import { listener } from './listener.js';
import { messages } from './messages.js';
import { coffeeNotices } from './notices.js';
import { coffeeOccasions } from './occasions.js';
import { person } from './person.js';
import { planRounds } from './plan-rounds.js';
import { coffeeSettings, settingsHandlers } from './settings-handlers.js';
import { coffeeTables, moveOrganisation } from './store/index.js';

/** Coffee chats: members join, are matched in rounds, meet, and tell what came of it. */
export const coffee = defineFeature({
  name: FEATURE,
  tables: coffeeTables,
  commands: [coffeeCommand],
  handlers: [...handlers, ...settingsHandlers],
  messages,
  notices: coffeeNotices,
  jobs,
  person,
  channels: [coffeeChannel],
  settings: coffeeSettings,
  auditActions,
  auditDetails,
  home,
  listener,
  occasions: coffeeOccasions,
  firstSteps,
  greeting: () => [{ command: coffeeCommand.name, subcommand: 'status', label: 'coffee.greeting' }],
  beginning,
  hints: {
    setup: phrase('coffee.hint.setup'),
    settings: phrase('coffee.hint.settings'),
    induction: phrase('coffee.hint.induction'),
  },
  onOrganisationsMerged: (context, { from, into }) => moveOrganisation(context.tx, from, into),
  plan: async (context) => {
    await context.atomically((inside) => planRounds(inside));
  },
});
