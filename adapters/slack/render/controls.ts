import type { types } from '@slack/bolt';
import type { Button, Choice, LinkButton, Select } from '../../../src/core/message.js';
import { LIMITS } from '../limits.js';
import { shortened } from './split.js';
import { clean, isLink } from './text.js';

export type Control = Button | LinkButton | Select;

/** Prefix of a link button's action id: Slack reports its clicks too, and they are ignored. */
export const LINK_ACTION = 'link:';

/** Blocks for a row of controls, and the labels that are too long for Slack, which the caller shows in full above them. */
export function controlBlocks(controls: readonly Control[]): {
  readonly blocks: types.KnownBlock[];
  readonly longLabels: readonly string[];
} {
  const blocks: types.KnownBlock[] = [];
  const longLabels: string[] = [];
  let row: types.Button[] = [];
  const flush = (): void => {
    if (row.length > 0) blocks.push({ type: 'actions', elements: row });
    row = [];
  };
  for (const [index, control] of controls.entries()) {
    if (control.type === 'select') {
      flush();
      const { block, notes } = selectBlock(control);
      longLabels.push(...notes);
      blocks.push(block);
      continue;
    }
    if (control.label.length > LIMITS.buttonLabel) longLabels.push(control.label);
    const element = buttonElement(control, index);
    if (element === undefined) {
      if (control.type === 'link-button') longLabels.push(`${control.label} (${control.url})`);
      continue;
    }
    // Slack refuses the same action id twice in one block.
    if (row.length >= LIMITS.actionsPerBlock || row.some((known) => known.action_id === element.action_id)) flush();
    row.push(element);
  }
  flush();
  return { blocks, longLabels };
}

function buttonElement(control: Button | LinkButton, index: number): types.Button | undefined {
  const text = plainLabel(control.label, LIMITS.buttonLabel);
  if (control.type === 'link-button') {
    return isLink(control.url) ? { type: 'button', text, url: control.url, action_id: `${LINK_ACTION}${index}` } : undefined;
  }
  const name = control.accessibleName ?? control.label;
  return {
    type: 'button',
    text,
    action_id: control.action,
    ...(control.style ? { style: control.style } : {}),
    ...(name !== control.label && name !== '' ? { accessibility_label: shortened(name, LIMITS.accessibilityLabel) } : {}),
  };
}

function selectBlock(select: Select): { readonly block: types.KnownBlock; readonly notes: readonly string[] } {
  const { options, notes } = optionObjects(select.options);
  const chosen = options.filter((option) => select.chosen?.includes(option.value ?? ''));
  const placeholder = plainLabel(select.label, LIMITS.placeholder);
  const many = (select.max ?? 1) > 1;
  const accessory: types.StaticSelect | types.MultiStaticSelect = many
    ? {
        type: 'multi_static_select',
        action_id: select.action,
        placeholder,
        options,
        max_selected_items: Math.min(select.max ?? 1, options.length),
        ...(chosen.length > 0 ? { initial_options: chosen } : {}),
      }
    : { type: 'static_select', action_id: select.action, placeholder, options, ...(chosen[0] ? { initial_option: chosen[0] } : {}) };
  return { block: { type: 'section', text: plainLabel(select.label, LIMITS.inputLabel), accessory }, notes };
}

/** Options within Slack's limits. Labels that are too long are shortened and returned in full as `notes`. */
export function optionObjects(choices: readonly Choice[]): {
  readonly options: types.PlainTextOption[];
  readonly notes: readonly string[];
} {
  const notes: string[] = [];
  const options = choices.slice(0, LIMITS.options).map((choice): types.PlainTextOption => {
    const label = clean(choice.label);
    if (label.length > LIMITS.optionLabel) notes.push(label);
    const description = choice.description === undefined ? '' : clean(choice.description);
    if (description.length > LIMITS.optionDescription) notes.push(`${label}: ${description}`);
    return {
      text: plainLabel(label, LIMITS.optionLabel),
      value: choice.value,
      ...(description === '' ? {} : { description: plainLabel(description, LIMITS.optionDescription) }),
    };
  });
  return { options, notes };
}

/** A label of at most `max` characters that Slack shows literally: no markup, and an emoji code like `:tea:` stays text. */
export function plainLabel(text: string, max: number): types.PlainTextElement {
  const label = shortened(text, max);
  return { type: 'plain_text', text: label === '' ? '…' : label, emoji: false };
}
