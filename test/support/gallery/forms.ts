import type { Language } from '../../../src/core/language.js';
import type { Form } from '../../../src/core/message.js';
import { communityControls } from '../../../src/features/community/controls.js';
import { speaker } from '../../../src/language/index.js';

export function blackoutForm(language: Language): Form {
  return communityControls.blackout.form(language, {});
}

export function outageForm(language: Language): Form {
  return communityControls.outage.form(language, {});
}

export function importForm(language: Language): Form {
  return communityControls.import.form(language, { introduction: speaker(language)('community.import.form-text') });
}
