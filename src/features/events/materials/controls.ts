import type { Request } from '../../../core/request.js';
import { type Context, defineControls, type FieldType, form, mappedField, textField } from '../../../feature-api/index.js';
import { phrase, speaker } from '../../../language/index.js';
import { eventId } from '../ids.js';
import { FEATURE } from '../names.js';
import { LINK_MAX } from '../rules/limits.js';
import { readLink } from '../rules/link.js';
import type { EventId } from '../types.js';
import { requireGiver } from './give.js';

const SLIDES_MAX = 5;

/** Links to slides and recording, given by organisers, hosts, facilitators and speakers. */
export const materialsControls = defineControls(FEATURE, {
  slides: form({
    access: 'member',
    about: 'links to slides and recording; organisers, hosts, facilitators and speakers of the event',
    id: eventId,
    title: 'events-materials.form.title',
    fields: { slides: linksField(), recording: recordingField() },
    errorsAt: 'recording',
    prepare: slidesContents,
  }),
});

async function slidesContents(context: Context, { actor, language }: Request, id: EventId) {
  const { event, materials } = await requireGiver(context, actor, id);
  const say = speaker(language);
  return {
    introduction: say('events-materials.form.introduction'),
    hints: { recording: say.plain(event.recorded ? 'events-materials.form.recording-hint' : 'events-materials.form.not-recorded') },
    values: {
      slides: materials.flatMap(({ kind, link }) => (kind === 'slides' ? [link] : [])),
      recording: materials.find(({ kind }) => kind === 'recording')?.link,
    },
  };
}

function linksField(): FieldType<readonly string[]> {
  return mappedField(
    textField({
      label: 'events-materials.form.slides',
      hint: 'events-materials.form.slides-hint',
      max: SLIDES_MAX * LINK_MAX,
      multiline: true,
    }),
    (text) => {
      const lines = text.split(/\s+/).filter((line) => line !== '');
      if (lines.length > SLIDES_MAX) return { error: phrase('events-materials.error.many', { max: SLIDES_MAX }) };
      const links = lines.map(readLink);
      const value = links.filter((link) => link !== undefined);
      return value.length < links.length ? { error: phrase('events-materials.error.link') } : { value };
    },
    (links) => links.join('\n'),
  );
}

function recordingField(): FieldType<string | undefined> {
  return mappedField(
    textField({ label: 'events-materials.form.recording', max: LINK_MAX }),
    (text) => {
      if (text === '') return { value: undefined };
      const value = readLink(text);
      return value === undefined ? { error: phrase('events-materials.error.link') } : { value };
    },
    (link) => link ?? '',
  );
}
