import { button, defineControls } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import { answerId, remindId } from './ids.js';

const member = { access: 'member' } as const;

/** Buttons with which members say whether they come. */
export const registrationControls = defineControls(FEATURE, {
  answer: button({ ...member, about: '`room`, `online`, `maybe` or `no`', id: answerId }),
  remind: button({ ...member, about: 'whether one is reminded of it privately', id: remindId }),
});
