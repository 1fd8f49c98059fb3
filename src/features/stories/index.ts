import { storiesCommand } from '../../../commands/stories.js';
import { defineFeature } from '../../feature-api/index.js';
import { storiesAuditActions, storiesAuditDetails } from './audit.js';
import { storiesChannel } from './channel.js';
import { storiesHandlers } from './handlers.js';
import { offerStory, storiesHome } from './home.js';
import { storiesLetter } from './letter.js';
import { storiesMessages, storiesNotices } from './messages.js';
import { FEATURE } from './names.js';
import { storiesPages } from './page/pages.js';
import { storiesPerson } from './person.js';
import { photoHandlers } from './photo/handlers.js';
import { photoMessages } from './photo/messages.js';
import { storiesTables } from './store/index.js';

/** What went well, told by members in their own words, looked at together with an organiser, and published as long as all agree. */
export const stories = defineFeature({
  name: FEATURE,
  tables: storiesTables,
  commands: [storiesCommand],
  handlers: [...storiesHandlers, ...photoHandlers],
  messages: [...storiesMessages, ...photoMessages],
  notices: storiesNotices,
  jobs: [],
  person: storiesPerson,
  channels: [storiesChannel],
  auditActions: storiesAuditActions,
  auditDetails: storiesAuditDetails,
  home: storiesHome,
  offers: [offerStory],
  pages: storiesPages,
  letter: storiesLetter,
});
