import { NotFoundError } from '../../core/errors.js';
import type { AgendaId, MemberId, OrganisationId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import {
  button,
  dateField,
  defineControls,
  dynamicForm,
  fileField,
  form,
  type IdCodec,
  menu,
  numberId,
  textField,
  textId,
  timeField,
  wordId,
} from '../../feature-api/index.js';
import { phrase, speaker } from '../../language/index.js';
import { settingsForm, weekdaysField } from '../../settings/index.js';
import { cleanLine } from '../members/public.js';
import { AGENDA_VIEWS, type AgendaView, AREAS, LISTS } from './areas.js';
import { channelsFields, channelsPageId, openChannels } from './channels-form.js';
import { communitySection } from './settings.js';
import { openSetup, setupFields } from './setup-form.js';

const access = 'organiser';

const rowId = numberId<AgendaId>(() => new NotFoundError('no such row', phrase('community.error.not-failed')));

/** A page from 0 on; anything else is the first one. */
const pageId: IdCodec<number> = {
  shape: 'a number',
  encode: (page) => page,
  decode: (text) => (/^\d{1,6}$/.test(text) ? Number(text) : 0),
};

/** A view of the agenda; anything else is what comes up. */
const viewId: IdCodec<AgendaView> = {
  shape: AGENDA_VIEWS.map((view) => `\`${view}\``).join(', '),
  encode: (view) => view,
  decode: (text) => AGENDA_VIEWS.find((known) => known === text) ?? 'upcoming',
};

/** What a list of members may be. */
const LIST_FILES = ['.csv', '.tsv', '.txt', '.xlsx', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];

/** The controls of organisers' cards; docs/action-ids.md lists them. */
export const communityControls = defineControls('community', {
  setup: dynamicForm({ about: 'the guided set-up', access, open: openSetup, fields: setupFields }),
  settings: button({ about: 'all settings', access }),
  area: button({ about: 'a part of the settings', access, id: wordId(AREAS) }),
  general: settingsForm(communitySection, 'general'),
  week: settingsForm(communitySection, 'week'),
  sectors: settingsForm(communitySection, 'sectors'),
  budgets: settingsForm(communitySection, 'budgets'),
  browser: settingsForm(communitySection, 'browser'),
  channels: dynamicForm({
    about: 'a platform’s channels by purpose, each a name or an id',
    access,
    id: channelsPageId,
    transaction: 'own',
    open: openChannels,
    fields: channelsFields,
  }),
  'take-up': button({
    about: 'makes who administers the platform’s space an organiser, while nobody is',
    access: 'anyone',
    transaction: 'own',
  }),
  add: button({ about: 'opens the form that adds to the list', access, id: wordId(LISTS) }),
  blackout: form({
    about: 'adds a span of days on which nothing is planned',
    access,
    title: 'community.blackouts.add',
    fields: {
      from: dateField({ label: 'community.form.from', required: true }),
      to: dateField({ label: 'community.form.to', hint: 'community.form.to-hint' }),
      label: textField({ label: 'community.form.blackout-label', required: true, max: 80, tidy: cleanLine }),
    },
    errorsAt: 'to',
  }),
  outage: form({
    about: 'adds hours without power',
    access,
    title: 'community.outages.add',
    fields: {
      days: weekdaysField('community.form.days'),
      start: timeField({ label: 'community.form.outage-start' }),
      end: timeField({ label: 'community.form.outage-end' }),
      warning: textField({
        label: 'community.form.warning',
        hint: 'community.form.warning-hint',
        required: true,
        max: 300,
        multiline: true,
        tidy: cleanLine,
      }),
    },
    errorsAt: 'end',
  }),
  'blackout-remove': menu({ about: 'menu: the one to remove', access }),
  'outage-remove': menu({ about: 'menu: the one to remove', access }),
  /** `members:<query>`: another page. */
  members: button({ about: 'another page: `page~status~role~organisation~sector~text`, empty parts not asked for', access, id: textId }),
  member: menu({ about: 'menu: opens a member', access }),
  role: menu({ about: 'menu: `member`, `adviser`, `organiser`', access, id: numberId<MemberId>() }),
  'sign-out': button({ about: 'ends the sessions of a member in the browser chat', access, id: numberId<MemberId>() }),
  approve: button({ about: 'approves a proposed organisation, from a member’s card', access, id: numberId<OrganisationId>() }),
  refuse: button({ about: 'refuses a proposed organisation, from a member’s card', access, id: numberId<OrganisationId>() }),
  import: form({
    about: 'checks a list of members: `file`',
    access,
    transaction: 'own',
    title: 'community.import.title',
    submit: 'community.import.check',
    fields: { file: fileField({ label: 'community.import.file', accept: LIST_FILES }) },
    errorsAt: 'file',
    prepare: async (_context, { language }) => importFormContents(language),
  }),
  template: button({ about: 'an empty list of members to fill in', access, transaction: 'own' }),
  /** `import-apply:<draft>`. */
  'import-apply': button({ about: 'imports a file that was checked, for two hours', access, id: textId }),
  agenda: button({ about: 'a view of the agenda', access, id: viewId }),
  retry: button({ about: 'plans a failed row for now', access, id: rowId }),
  arrived: button({ about: 'a message held in doubt has arrived', access, id: rowId }),
  'send-again': button({ about: 'a message held in doubt is sent again without a look', access, id: rowId }),
  go: button({ about: 'lets a restored copy go on', access }),
  audit: button({ about: 'a page of the audit log, from 0', access, id: pageId }),
});

function importFormContents(language: Language) {
  return { introduction: speaker(language)('community.import.form-text') };
}
