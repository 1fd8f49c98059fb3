import { defineControls, member } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import { sharing } from './ids.js';

/** Buttons of open discussions; docs/action-ids.md lists them. */
export const discussionControls = defineControls(FEATURE, {
  share: member.button('asks whether what one writes may be copied into the other spaces'),
  'share-as': member.button('answers that: under one’s name, as a member of one’s organisation, or not', sharing),
});
