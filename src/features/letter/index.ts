import { defineFeature, type SettingsSection } from '../../feature-api/index.js';
import { letterAuditActions, letterAuditDetails } from './audit.js';
import { letterHandlers } from './handlers.js';
import { ITEM_CHANGED, letterJobs } from './jobs.js';
import { itemKey } from './keys.js';
import { letterMessages, letterNotices } from './messages.js';
import { FEATURE } from './names.js';
import { letterOffers } from './offers.js';
import { letterPages } from './pages/stopping.js';
import { letterPerson } from './person.js';
import { planAhead } from './schedule.js';
import { letterSection } from './settings.js';
import { letterTables } from './store/index.js';

/** A change of any setting, days off included, moves what is planned. */
const settings: SettingsSection = { ...letterSection, onChange: (context, { after }) => planAhead(context, after) };

/** What is new, once a month: drafted by the bot, approved by an organiser, in the channel, and by mail for those who agreed. */
export const letter = defineFeature({
  name: FEATURE,
  tables: letterTables,
  commands: [],
  handlers: letterHandlers,
  messages: letterMessages,
  notices: letterNotices,
  jobs: letterJobs,
  person: letterPerson,
  settings,
  auditActions: letterAuditActions,
  auditDetails: letterAuditDetails,
  pages: letterPages,
  plan: (context) => context.atomically((inside) => planAhead(inside)),
  offers: [letterOffers],
  /** What is shown no more goes from letters that stand in the channel, and from members' copies. */
  onItemChanged: (context, item) =>
    context.agenda.plan({ key: itemKey(item), kind: ITEM_CHANGED, payload: { item }, dueAt: context.now, again: true }),
});
