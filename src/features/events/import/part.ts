import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import { defineJob, type FeaturePart, handleControls, noPersonalData, wheneverPossible } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { answerWith } from '../replies.js';
import { importingCard } from './cards/import.js';
import { importControls } from './controls.js';
import { checkEvents, confirmEvents, IMPORT, makeDrafts } from './import.js';

const make = defineJob(
  {
    kind: IMPORT,
    class: 'normal',
    lateness: wheneverPossible,
    payload: z.object({ draft: z.string(), member: idSchema<MemberId>(), from: z.int() }),
  },
  (context, payload) => makeDrafts(context, payload),
);

/** Calendars and spreadsheets become drafts. */
export const importPart: FeaturePart = {
  handlers: handleControls(importControls, {
    import: (context, request, { values: { file } }) => checkEvents(context, request, file),
    async 'import-make'(context, request, { id }) {
      await confirmEvents(context, request.actor.id, id);
      return answerWith(request, importingCard(request.language));
    },
  }),
  messages: [],
  jobs: [make],
  person: noPersonalData,
};
