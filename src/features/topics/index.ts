import { topicsCommand } from '../../../commands/topics.js';
import { defineFeature, joinParts } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { topicsChannel } from './channel.js';
import { closingPart } from './closing/part.js';
import { topicsSearch } from './closing/search.js';
import { discussionPart } from './discussion/part.js';
import { planNaming } from './discussion/resources.js';
import { facilitatorsPart } from './facilitators/part.js';
import { topicsLetter } from './letter.js';
import { marksPart } from './marks/part.js';
import { FEATURE } from './names.js';
import { topicOccasions } from './occasions.js';
import { rowsOfPeople } from './people.js';
import { topicsCalendar } from './plan/calendar.js';
import { planPart } from './plan/part.js';
import { proposalsPart } from './proposals/part.js';
import { reportingPart } from './reporting/part.js';
import { topicsSettings } from './settings-change.js';
import { topicsTables } from './store/index.js';

/** What the community talks about: proposed and chosen by its members, discussed in threads, closed with what was learned. */
export const topics = defineFeature({
  name: FEATURE,
  tables: topicsTables,
  commands: [topicsCommand],
  ...joinParts(FEATURE, [rowsOfPeople, proposalsPart, planPart, facilitatorsPart, discussionPart, marksPart, closingPart, reportingPart]),
  calendar: topicsCalendar,
  search: topicsSearch,
  letter: topicsLetter,
  occasions: topicOccasions,
  onItemChanged: planNaming,
  settings: topicsSettings,
  channels: [topicsChannel],
  hints: { settings: phrase('topics.hint.settings') },
});
