import type { types } from '@slack/bolt';
import type { Language } from '../../../src/core/language.js';
import type { Field, Form } from '../../../src/core/message.js';
import { speaker } from '../../../src/language/index.js';
import { LIMITS } from '../limits.js';
import { type Origin, packOrigin, type ViewMetadata } from '../origin.js';
import { optionObjects, plainLabel } from './controls.js';
import { splitString } from './split.js';
import { clean } from './text.js';
import { paragraphBlocks } from './units.js';

export type View = types.ModalView;
type Block = types.KnownBlock;
type InputElement = types.InputBlock['element'];

/** `callback_id` of every dialog of ours. */
export const FORM_CALLBACK = 'mudhif-form';
/** Prefix of the `block_id` of a field's input. */
export const FIELD = 'f:';
/** Marks further inputs of a text that is longer than one input may hold: `f:story~2`. */
export const CONTINUED = '~';
/** `action_id` of every input's element. */
export const VALUE = 'value';
/** Prefix of the `block_id` of error messages, which are left out when the dialog is shown again. */
export const ERROR = 'e:';

/** A form as a modal dialog (docs.slack.dev, "Modals"). `origin` travels along so that the answer finds its way back. */
export function formView(form: Form, origin: Origin): View {
  return modal({
    title: form.title,
    submit: form.submit,
    language: form.language,
    metadata: { form: form.id, place: packOrigin(origin) },
    blocks: [
      ...(form.introduction ? paragraphBlocks(form.introduction, form) : []),
      ...form.fields.flatMap((field) => fieldBlocks(field, form.language)),
    ],
  });
}

/** A dialog of Slack (docs.slack.dev, "Modals"). */
export function modal(parts: {
  readonly title: string;
  readonly submit?: string;
  readonly language: Language;
  readonly metadata: ViewMetadata;
  readonly blocks: readonly Block[];
}): View {
  const title = clean(parts.title).replace(/\s+/g, ' ').trim();
  // A title that is too long for Slack is shown in full above the form.
  const whole = title.length > LIMITS.viewTitle ? paragraphBlocks([{ type: 'bold', text: title }], parts) : [];
  const long = parts.submit !== undefined && parts.submit.length > LIMITS.viewButton;
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    title: plainLabel(title, LIMITS.viewTitle),
    ...(parts.submit === undefined
      ? {}
      : { submit: plainLabel(long ? speaker(parts.language).plain('slack.send-command') : parts.submit, LIMITS.viewButton) }),
    close: plainLabel(speaker(parts.language).plain('common.cancel'), LIMITS.viewButton),
    private_metadata: JSON.stringify(parts.metadata),
    blocks: [...whole, ...parts.blocks],
  };
}

function fieldBlocks(field: Field, language: Language): Block[] {
  switch (field.type) {
    case 'text':
      return textBlocks(field);
    case 'select': {
      const { options, notes } = optionObjects(field.options);
      if (options.length === 0) return [];
      const chosen = options.filter((option) => field.value?.includes(option.value ?? ''));
      const many = (field.max ?? 1) > 1;
      const element: InputElement = many
        ? {
            type: 'multi_static_select',
            action_id: VALUE,
            options,
            max_selected_items: Math.min(field.max ?? 1, options.length),
            ...(chosen.length > 0 ? { initial_options: chosen } : {}),
          }
        : { type: 'static_select', action_id: VALUE, options, ...(chosen[0] ? { initial_option: chosen[0] } : {}) };
      const whole = notes.flatMap((note) => paragraphBlocks([`• ${note}`], { language }));
      return [...whole, input(field, element)];
    }
    case 'date':
      return [input(field, { type: 'datepicker', action_id: VALUE, ...(isDate(field.value) ? { initial_date: field.value } : {}) })];
    case 'time':
      return [input(field, { type: 'timepicker', action_id: VALUE, ...(isTime(field.value) ? { initial_time: field.value } : {}) })];
    case 'file': {
      const filetypes = fileTypes(field.accept ?? []);
      return [input(field, { type: 'file_input', action_id: VALUE, max_files: 1, ...(filetypes.length > 0 ? { filetypes } : {}) })];
    }
    default:
      return field satisfies never;
  }
}

/** One input, or several if the text is longer than one may hold. */
function textBlocks(field: Extract<Field, { type: 'text' }>): Block[] {
  const pieces = splitString(clean(field.value ?? ''), LIMITS.inputText);
  const count = Math.max(1, pieces.length);
  return Array.from({ length: count }, (_, index) => {
    const element: types.PlainTextInput = {
      type: 'plain_text_input',
      action_id: VALUE,
      multiline: field.multiline === true || count > 1,
      // Slack refuses an initial value longer than the maximum.
      max_length: Math.min(LIMITS.inputText, Math.max(1, field.maxLength, pieces[index]?.length ?? 0)),
      ...(pieces[index] === undefined ? {} : { initial_value: pieces[index] }),
      ...(field.placeholder ? { placeholder: plainLabel(field.placeholder, LIMITS.placeholder) } : {}),
    };
    const name = index === 0 ? field.name : `${field.name}${CONTINUED}${index + 1}`;
    const label = index === 0 ? field.label : `${field.label} (${index + 1})`;
    return input({ ...field, name, label, required: field.required === true && index === 0 }, element);
  });
}

/** A field of a dialog; Slack calls fields optional that are not required. */
export function input(field: Pick<Field, 'name' | 'label' | 'hint' | 'required'>, element: InputElement): types.InputBlock {
  return {
    type: 'input',
    block_id: `${FIELD}${field.name}`,
    label: plainLabel(field.label, LIMITS.inputLabel),
    element,
    optional: field.required !== true,
    ...(field.hint ? { hint: plainLabel(field.hint, LIMITS.inputHint) } : {}),
  };
}

function isDate(value: string | undefined): value is string {
  return value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

function isTime(value: string | undefined): value is string {
  return value !== undefined && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

/** Slack filters by file name extension: `.pdf` and `application/pdf` become `pdf`; without an extension there is no filter. */
function fileTypes(accept: readonly string[]): string[] {
  const endings = accept.map((each) => (each.startsWith('.') ? each.slice(1) : /^[a-z]+\/([a-z0-9]+)$/.exec(each)?.[1]));
  return endings.every((ending) => ending !== undefined) ? endings.map((ending) => ending.toLowerCase()) : [];
}
