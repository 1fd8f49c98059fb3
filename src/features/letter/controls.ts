import { anyone, defineControls, member, organiser, withPage } from '../../feature-api/index.js';
import { settingsForm } from '../../settings/index.js';
import { bounceFields, itemFields, openingFields } from './fields.js';
import { itemContents, openingContents } from './form-contents.js';
import { approvedId, inLanguage, itemIn, letterId, mailsAgain, pageIn, seenId, seenIn } from './ids.js';
import { FEATURE } from './names.js';
import { ITEMS_PER_PAGE } from './rules/limits.js';
import { letterSection } from './settings.js';

/** Buttons, menus and forms of letters; docs/action-ids.md lists them. */
export const letterControls = defineControls(FEATURE, {
  agree: member.button('gets the letter by mail from now on'),
  'no-mail': anyone.button('gets no letter by mail any more'),

  overview: organiser.button('where the letter stands'),
  draft: organiser.button('has the next letter written now'),
  show: organiser.button('the letter in a language', inLanguage),
  items: organiser.button('a page of what can be changed, in a language', pageIn),
  change: organiser.menu('opens the form of what was chosen', ITEMS_PER_PAGE, seenIn),
  opening: organiser.form('changes the subject and the opening in a language, with a trace', {
    id: seenIn,
    title: 'letter.form.opening-title',
    fields: openingFields,
    errorsAt: 'subject',
    prepare: openingContents,
  }),
  item: organiser.form('changes the words of an item in a language, or leaves it out, with a trace', {
    id: itemIn,
    title: 'letter.form.item-title',
    fields: itemFields,
    errorsAt: 'title',
    prepare: itemContents,
  }),
  test: organiser.button('mails the letter to whoever asks, in a language', inLanguage),
  approve: organiser.button('asks before approving, with the number of readers', seenId),
  'approve-yes': organiser.button('approves the letter for that many mails', approvedId),
  'take-back': organiser.button('takes the approval back, until it is sent', letterId),
  mails: organiser.button('which mails failed', withPage(letterId)),
  again: organiser.button('tries mails once more that `failed`, or of which nothing is known', mailsAgain),
  bounces: organiser.form('addresses whose mails came back', {
    title: 'letter.form.bounces-title',
    fields: bounceFields,
    errorsAt: 'addresses',
  }),
  settings: settingsForm(letterSection, 'settings'),
});
