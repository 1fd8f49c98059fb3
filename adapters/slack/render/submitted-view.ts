import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Language } from '../../../src/core/language.js';
import { speaker } from '../../../src/language/index.js';
import { LIMITS } from '../limits.js';
import { plainLabel } from './controls.js';
import { ERROR, FIELD, FORM_CALLBACK, type View } from './form.js';
import { paragraphBlocks } from './units.js';

/** A chosen option, kept exactly as Slack sent it, because Slack wants it back like that. */
const optionSchema = z.custom<{ readonly value: string }>(
  (option) => typeof option === 'object' && option !== null && 'value' in option && typeof option.value === 'string',
);
const textSchema = z.object({ type: z.literal('plain_text'), text: z.string(), emoji: z.boolean().optional() });

/** A file as Slack describes it. */
export const givenFile = z.object({
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  mode: z.string().nullish(),
  is_external: z.boolean().nullish(),
  url_private_download: z.string().nullish(),
});

/** What was filled in or chosen in one input. A value of another kind than expected counts as empty. */
const stateValueSchema = z.object({
  type: z.string().optional(),
  value: z.string().nullish().catch(undefined),
  selected_option: optionSchema.nullish().catch(undefined),
  selected_options: z.array(optionSchema).nullish().catch(undefined),
  selected_date: z.string().nullish().catch(undefined),
  selected_time: z.string().nullish().catch(undefined),
  selected_user: z.string().nullish().catch(undefined),
  files: z
    .array(givenFile.extend({ url_private: z.string().nullish() }))
    .nullish()
    .catch(undefined),
});
export type StateValue = z.infer<typeof stateValueSchema>;

/** The parts of a submitted view that we read. Slack returns the blocks as they were shown (docs.slack.dev, "View submission"). */
export const viewSchema = z
  .object({
    id: z.string(),
    private_metadata: z.string(),
    title: textSchema,
    submit: textSchema.nullish(),
    close: textSchema.nullish(),
    blocks: z.array(z.custom<types.AnyBlock>((block) => typeof block === 'object' && block !== null)).readonly(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), stateValueSchema)) }),
  })
  .readonly();
export type SubmittedView = z.infer<typeof viewSchema>;

type Text = SubmittedView['title'];

/** The errors by `block_id`, so that Slack shows them beside their fields; `undefined` if one belongs to no field of the view. */
export function inlineErrors(view: SubmittedView, errors: Readonly<Record<string, string>>): Record<string, string> | undefined {
  const shown = new Set(view.blocks.map((block) => block.block_id));
  const byBlock = Object.entries(errors).map(([name, text]) => [`${FIELD}${name}`, text] as const);
  return byBlock.length > 0 && byBlock.every(([block]) => shown.has(block)) ? Object.fromEntries(byBlock) : undefined;
}

/** The same view with everything that was filled in, errors of the whole form on top, and others below their fields. */
export function withErrors(view: SubmittedView, errors: Readonly<Record<string, string>>, language: Language): View {
  const fields = new Set(view.blocks.map((block) => block.block_id));
  const top = Object.entries(errors).filter(([name]) => !fields.has(`${FIELD}${name}`));
  const lines = top.length > 0 ? top.map(([, text]) => text) : [speaker(language).plain('slack.form-not-taken')];
  const blocks: types.KnownBlock[] = errorBlocks(lines, language, '');
  for (const block of view.blocks as readonly types.KnownBlock[]) {
    if (block.block_id?.startsWith(ERROR)) continue;
    blocks.push(block.type === 'input' ? filled(block, view) : block);
    const error = block.block_id === undefined ? undefined : errors[block.block_id.slice(FIELD.length)];
    if (error !== undefined && block.block_id?.startsWith(FIELD)) blocks.push(...errorBlocks([error], language, block.block_id));
  }
  return viewOf(view, blocks);
}

/** Shown while the answer takes longer than Slack waits. */
export function pleaseWaitView(view: SubmittedView, language: Language): View {
  return messageView(view, speaker(language).plain('slack.one-moment'), language);
}

/** Shown when a form was accepted after the first three seconds. */
export function doneView(view: Pick<SubmittedView, 'title' | 'private_metadata'>, language: Language): View {
  return messageView(view, speaker(language).plain('slack.form-taken'), language);
}

/** The dialog with only a sentence and a close button, because its form has been submitted. */
function messageView(view: Pick<SubmittedView, 'title' | 'private_metadata'>, text: string, language: Language): View {
  const close = plainLabel(speaker(language).plain('slack.close'), LIMITS.viewButton);
  return viewOf({ ...view, submit: null, close }, textBlocks(text, language));
}

function viewOf(view: Pick<SubmittedView, 'title' | 'submit' | 'close' | 'private_metadata'>, blocks: types.KnownBlock[]): View {
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    title: label(view.title),
    ...(view.submit ? { submit: label(view.submit) } : {}),
    ...(view.close ? { close: label(view.close) } : {}),
    private_metadata: view.private_metadata,
    blocks,
  };
}

function label({ text }: Text): types.PlainTextElement {
  return plainLabel(text, LIMITS.viewTitle);
}

function textBlocks(text: string, language: Language): types.KnownBlock[] {
  return paragraphBlocks([text], { language });
}

function errorBlocks(lines: readonly string[], language: Language, field: string): types.KnownBlock[] {
  return textBlocks(lines.map((line) => `⚠️ ${line}`).join('\n'), language).map((block, index) => ({
    ...block,
    block_id: `${ERROR}${field}${index}`.slice(0, 255),
  }));
}

/** An input with what was filled in as its initial value. Slack does not allow one for files. */
function filled(block: types.InputBlock, view: SubmittedView): types.InputBlock {
  const state = Object.values(view.state.values[block.block_id ?? ''] ?? {})[0];
  if (!state) return block;
  return { ...block, element: { ...block.element, ...initial(state) } };
}

function initial(state: StateValue): Readonly<Record<string, unknown>> {
  switch (state.type) {
    case 'plain_text_input':
    case 'number_input':
      return state.value ? { initial_value: state.value } : { initial_value: undefined };
    case 'static_select':
    case 'external_select':
      return { initial_option: state.selected_option ?? undefined };
    case 'multi_static_select':
      return { initial_options: state.selected_options?.length ? state.selected_options : undefined };
    case 'datepicker':
      return { initial_date: state.selected_date ?? undefined };
    case 'timepicker':
      return { initial_time: state.selected_time ?? undefined };
    case 'users_select':
      return { initial_user: state.selected_user ?? undefined };
    default:
      return {};
  }
}
