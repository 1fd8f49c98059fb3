import { button, defineControls, form, menu } from '../../feature-api/index.js';
import { settingsForm } from '../../settings/index.js';
import { bounceFields, itemFields, openingFields } from './fields.js';
import { itemContents, openingContents } from './form-contents.js';
import { approvedId, inLanguage, itemIn, letterId, mailsAgain, pageIn, seenId, seenIn } from './ids.js';
import { FEATURE } from './names.js';
import { letterSection } from './settings.js';

const member = { access: 'member' } as const;
const organiser = { access: 'organiser' } as const;

/** Buttons, menus and forms of letters; docs/action-ids.md lists them. */
export const letterControls = defineControls(FEATURE, {
  agree: button({ ...member, about: 'gets the letter by mail from now on' }),
  'no-mail': button({ access: 'anyone', about: 'gets no letter by mail any more' }),

  overview: button({ ...organiser, about: 'where the letter stands' }),
  draft: button({ ...organiser, about: 'has the next letter written now' }),
  show: button({ ...organiser, about: 'the letter in a language', id: inLanguage }),
  items: button({ ...organiser, about: 'a page of what can be changed, in a language', id: pageIn }),
  change: menu({ ...organiser, about: 'opens the form of what was chosen', id: seenIn }),
  opening: form({
    ...organiser,
    about: 'changes the subject and the opening in a language, with a trace',
    id: seenIn,
    title: 'letter.form.opening-title',
    fields: openingFields,
    errorsAt: 'subject',
    prepare: openingContents,
  }),
  item: form({
    ...organiser,
    about: 'changes the words of an item in a language, or leaves it out, with a trace',
    id: itemIn,
    title: 'letter.form.item-title',
    fields: itemFields,
    errorsAt: 'title',
    prepare: itemContents,
  }),
  test: button({ ...organiser, about: 'mails the letter to whoever asks, in a language', id: inLanguage }),
  approve: button({ ...organiser, about: 'asks before approving, with the number of readers', id: seenId }),
  'approve-yes': button({ ...organiser, about: 'approves the letter for that many mails', id: approvedId }),
  'take-back': button({ ...organiser, about: 'takes the approval back, until it is sent', id: letterId }),
  mails: button({ ...organiser, about: 'which mails failed', id: letterId }),
  again: button({ ...organiser, about: 'tries mails once more that `failed`, or of which nothing is known', id: mailsAgain }),
  bounces: form({
    ...organiser,
    about: 'addresses whose mails came back',
    title: 'letter.form.bounces-title',
    fields: bounceFields,
    errorsAt: 'addresses',
  }),
  settings: settingsForm(letterSection, 'settings'),
});
