import { isPassing } from '../../../core/passing-link.js';
import { type FieldType, mappedField, textField } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { LINK_MAX } from '../rules/limits.js';
import { readLink } from '../rules/link.js';

const SLIDES_MAX = 5;

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
      if (value.length < links.length) return { error: phrase('events-materials.error.link') };
      return value.some(isPassing) ? { error: phrase('common.error.passing-link') } : { value };
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
      if (value === undefined) return { error: phrase('events-materials.error.link') };
      return isPassing(value) ? { error: phrase('common.error.passing-link') } : { value };
    },
    (link) => link ?? '',
  );
}

export const materialFields = { slides: linksField(), recording: recordingField() };
