import { type APILabelComponent, type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import type { Field, Form } from '../../../src/core/message.js';
import type { Text } from '../../../src/core/text.js';
import { speaker } from '../../../src/language/index.js';
import { LIMITS } from '../limits.js';
import { selectOptions } from './controls.js';
import { shortened } from './labels.js';
import { inlineAtoms } from './text.js';

type ModalData = APIModalInteractionResponseCallbackData;

/** A form as a modal. `before` holds texts that must be shown before it opens, because they do not fit into the modal. */
export interface FormView {
  readonly modal: ModalData;
  readonly before: readonly Text[];
}

/**
 * Renders a form as a modal. The id of each input holds its kind too (`date:from`), so that a submission can be read after a
 * restart. Throws a `DeliveryError` (`refused`) for a menu that does not fit.
 */
export function renderForm(form: Form): FormView {
  const before: Text[] = [];
  const title = shortened(form.title, LIMITS.modalTitle);
  if (!title.whole) before.push([form.title]);
  const labels = form.fields.map((field) => label(field, form, before));
  const introduction = form.introduction
    ? inlineAtoms(form.introduction, new Map())
        .map(({ text }) => text)
        .join('')
    : '';
  const fits = introduction.length <= 2_000 && labels.length < LIMITS.modalComponents;
  if (introduction.trim() !== '' && !fits && form.introduction) before.unshift(form.introduction);
  const components =
    introduction.trim() !== '' && fits ? [{ type: ComponentType.TextDisplay as const, content: introduction }, ...labels] : labels;
  return { modal: { custom_id: form.id, title: title.label, components }, before };
}

const KINDS = { text: 'text', select: 'select', date: 'date', time: 'time', file: 'file' } as const satisfies Record<Field['type'], string>;

function label(field: Field, form: Form, before: Text[]): APILabelComponent {
  const name = shortened(field.label, LIMITS.modalLabel);
  const hint = hintOf(field, form);
  const description = hint === undefined ? undefined : shortened(hint, LIMITS.modalDescription);
  if (!name.whole || description?.whole === false) {
    before.push([{ type: 'bold', text: field.label }, ...(hint === undefined ? [] : [` — ${hint}`])]);
  }
  return {
    type: ComponentType.Label,
    label: name.label,
    ...(description ? { description: description.label } : {}),
    component: input(field, before),
  };
}

/** The field's hint. Discord has no inputs for dates and times, so the hint says how to write them. */
function hintOf(field: Field, { language }: Form): string | undefined {
  const say = speaker(language);
  const own = field.hint?.trim() ? [field.hint] : [];
  const how =
    field.type === 'date' ? [say.plain('discord.form.date-hint')] : field.type === 'time' ? [say.plain('discord.form.time-hint')] : [];
  const all = [...own, ...how];
  return all.length === 0 ? undefined : all.join(' ');
}

function input(field: Field, before: Text[]): APILabelComponent['component'] {
  const custom_id = `${KINDS[field.type]}:${field.name}`;
  const required = field.required ?? false;
  switch (field.type) {
    case 'text': {
      const max = Math.max(1, Math.min(field.maxLength, LIMITS.inputValue));
      // A value that is longer than the field allows can't be filled in, so it is shown before the form opens.
      const fits = (field.value?.length ?? 0) <= max;
      if (!fits && field.value !== undefined) before.push([{ type: 'bold', text: field.label }, ` — ${field.value}`]);
      const value = fits ? field.value : undefined;
      const placeholder = field.placeholder?.trim() ? shortened(field.placeholder, LIMITS.inputPlaceholder).label : undefined;
      return {
        type: ComponentType.TextInput,
        custom_id,
        style: field.multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
        required,
        max_length: max,
        ...(value ? { value } : {}),
        ...(placeholder ? { placeholder } : {}),
      };
    }
    case 'date':
    case 'time':
      return {
        type: ComponentType.TextInput,
        custom_id,
        style: TextInputStyle.Short,
        required,
        max_length: 20,
        ...(field.value ? { value: field.value } : {}),
        placeholder: field.type === 'date' ? '2026-12-06' : '09:30',
      };
    case 'select': {
      const { options, cut } = selectOptions(field.options, field.value ?? []);
      before.push(...cut.map((line) => [line]));
      return {
        type: ComponentType.StringSelect,
        custom_id,
        required,
        options,
        min_values: required ? 1 : 0,
        max_values: Math.max(1, Math.min(field.max ?? 1, options.length)),
      };
    }
    case 'file':
      return { type: ComponentType.FileUpload, custom_id, required, min_values: required ? 1 : 0, max_values: 1 };
    default:
      return field satisfies never;
  }
}
