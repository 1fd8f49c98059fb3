import type { FeaturePart } from '../../../feature-api/index.js';
import { savingHandlers } from './handlers.js';
import { forgetOldKept, offerToSave } from './keep.js';
import { savingPerson } from './person.js';

/** Members add a link or a file of any message that they see. */
export const savingPart: FeaturePart = {
  handlers: savingHandlers,
  messages: [],
  jobs: [],
  person: savingPerson,
  tidy: forgetOldKept,
  matter: offerToSave,
};
