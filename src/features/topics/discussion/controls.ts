import { button, defineControls } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import { sharing } from './ids.js';

const member = { access: 'member' } as const;

/** Buttons of open discussions; docs/action-ids.md lists them. */
export const discussionControls = defineControls(FEATURE, {
  share: button({ ...member, about: 'asks whether what one writes may be copied into the other spaces' }),
  'share-as': button({ ...member, about: 'answers that: under one’s name, as a member of one’s organisation, or not', id: sharing }),
});
