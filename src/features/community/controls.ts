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
  encode: (page) => page,
  decode: (text) => (/^\d{1,6}$/.test(text) ? Number(text) : 0),
};

/** A view of the agenda; anything else is what comes up. */
const viewId: IdCodec<AgendaView> = {
  encode: (view) => view,
  decode: (text) => AGENDA_VIEWS.find((known) => known === text) ?? 'upcoming',
};

/** The controls of organisers' cards; docs/action-ids.md lists them. */
export const communityControls = defineControls('community', {
  setup: dynamicForm({ access, open: openSetup, fields: setupFields }),
  settings: button({ access }),
  area: button({ access, id: wordId(AREAS) }),
  general: settingsForm(communitySection, 'general'),
  week: settingsForm(communitySection, 'week'),
  sectors: settingsForm(communitySection, 'sectors'),
  channels: dynamicForm({ access, id: channelsPageId, transaction: 'own', open: openChannels, fields: channelsFields }),
  'take-up': button({ access: 'anyone', transaction: 'own' }),
  add: button({ access, id: wordId(LISTS) }),
  blackout: form({
    access,
    title: 'community.blackouts.add',
    submit: 'common.save',
    fields: {
      from: dateField({ label: 'community.form.from', required: true }),
      to: dateField({ label: 'community.form.to', hint: 'community.form.to-hint' }),
      label: textField({ label: 'community.form.blackout-label', required: true, max: 80, tidy: cleanLine }),
    },
    errorsAt: 'to',
  }),
  outage: form({
    access,
    title: 'community.outages.add',
    submit: 'common.save',
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
  'blackout-remove': menu({ access }),
  'outage-remove': menu({ access }),
  /** `members:<query>`: another page. */
  members: button({ access, id: textId }),
  member: menu({ access }),
  role: menu({ access, id: numberId<MemberId>() }),
  approve: button({ access, id: numberId<OrganisationId>() }),
  refuse: button({ access, id: numberId<OrganisationId>() }),
  import: form({
    access,
    transaction: 'own',
    title: 'community.import.title',
    submit: 'community.import.check',
    fields: { file: fileField({ label: 'community.import.file', accept: ['.csv', 'text/csv'] }) },
    errorsAt: 'file',
    prepare: async (_context, { language }) => importFormContents(language),
  }),
  /** `import-apply:<draft>`. */
  'import-apply': button({ access, id: textId }),
  agenda: button({ access, id: viewId }),
  retry: button({ access, id: rowId }),
  arrived: button({ access, id: rowId }),
  'send-again': button({ access, id: rowId }),
  go: button({ access }),
  audit: button({ access, id: pageId }),
});

function importFormContents(language: Language) {
  return { introduction: speaker(language)('community.import.form-text') };
}
