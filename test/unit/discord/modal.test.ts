import { describe, expect, it } from 'vitest';
import { renderForm } from '../../../adapters/discord/render/form.js';
import type { Form } from '../../../src/core/message.js';
import { readTime } from '../../../src/core/written.js';
import { checkModal } from '../../support/discord/check-components.js';

const form = (fields: Form['fields'], rest: Partial<Form> = {}): Form => ({
  id: 'profile:edit:1',
  language: 'en',
  title: 'Profile',
  submit: 'Save',
  fields,
  ...rest,
});
const shown = (view: ReturnType<typeof renderForm>): string => JSON.stringify(view.before);

describe('forms on Discord', () => {
  it('fit, and what has no room in them stands before them, whole', () => {
    const long = 'a label that is much longer than the forty-five characters that Discord has for it';
    const view = renderForm(
      form(
        [
          { type: 'text', name: 'a', label: long, hint: 'x'.repeat(150), maxLength: 9_000, multiline: true, value: 'v'.repeat(5_000) },
          { type: 'select', name: 'b', label: 'Menu', options: [{ value: '1', label: 'y'.repeat(120) }], max: 9 },
          { type: 'date', name: 'c', label: 'Day', value: '2026-12-06' },
          { type: 'time', name: 'd', label: 'Hour' },
          { type: 'file', name: 'e', label: 'Slides', required: true },
        ],
        { title: `Title ${'z'.repeat(60)}`, introduction: ['Read ', { type: 'bold', text: 'this' }, ' first.'] },
      ),
    );
    checkModal(view.modal as never);
    for (const words of [long, 'x'.repeat(150), 'y'.repeat(120), 'z'.repeat(60), 'v'.repeat(5_000), 'Read '])
      expect(shown(view)).toContain(words);
    expect(JSON.stringify(view.modal)).toContain('"value":"2026-12-06"');
    expect(JSON.stringify(view.modal)).toContain('Hours and minutes, such as 09:30');
  });

  it('need nothing before them where all fits', () => {
    const view = renderForm(
      form([{ type: 'text', name: 'a', label: 'Name', maxLength: 80, value: 'Zainab' }], { introduction: ['Hello.'] }),
    );
    checkModal(view.modal as never);
    expect(view.before).toEqual([]);
    expect(view.modal.components).toHaveLength(2);
  });

  it('read hours as people write them', () => {
    expect(['9', '9:30', '09.30', '٩:٣٠', '24:00', 'noon', '9:3'].map(readTime)).toEqual([
      '09:00',
      '09:30',
      '09:30',
      '09:30',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
