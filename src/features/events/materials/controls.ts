import type { Request } from '../../../core/request.js';
import { type Context, defineControls, member } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { eventId } from '../ids.js';
import { FEATURE } from '../names.js';
import type { EventId } from '../types.js';
import { materialFields } from './fields.js';
import { requireGiver } from './give.js';

/** Links to slides and recording, given by organisers, hosts, facilitators and speakers. */
export const materialsControls = defineControls(FEATURE, {
  slides: member.form('links to slides and recording; organisers, hosts, facilitators and speakers of the event', {
    id: eventId,
    title: 'events-materials.form.title',
    fields: materialFields,
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
