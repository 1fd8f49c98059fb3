/** What Slack refuses in blocks and views (docs.slack.dev/reference/block-kit), and what it would show of them. */

export type Json = Readonly<Record<string, unknown>>;
export type Surface = 'message' | 'modal' | 'home';

const BLOCKS: Readonly<Record<Surface, readonly string[]>> = {
  message: ['section', 'header', 'divider', 'context', 'actions', 'rich_text', 'table', 'image'],
  modal: ['section', 'header', 'divider', 'context', 'actions', 'rich_text', 'image', 'input'],
  home: ['section', 'header', 'divider', 'context', 'actions', 'rich_text', 'image', 'input'],
};
const IN_ACTIONS = [
  'button',
  'static_select',
  'external_select',
  'users_select',
  'datepicker',
  'timepicker',
  'overflow',
  'radio_buttons',
  'checkboxes',
];
const IN_SECTION = [...IN_ACTIONS, 'multi_static_select', 'multi_external_select', 'multi_users_select', 'image'];
const IN_INPUT = [
  'plain_text_input',
  'number_input',
  'static_select',
  'multi_static_select',
  'external_select',
  'users_select',
  'datepicker',
  'timepicker',
  'file_input',
  'checkboxes',
  'radio_buttons',
];
const RICH = ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'];
/** Above this, `msg_blocks_too_long`: the strictest reading of what people measured. */
export const MESSAGE_JSON_MAX = 13_200;

export interface Checked {
  readonly error?: string;
  readonly details: readonly string[];
}

export function checkMessage(blocks: unknown, knownUser: (id: string) => boolean): Checked {
  const details = checkBlocks(blocks, 'message', knownUser);
  if (details.length > 0) return { error: 'invalid_blocks', details };
  if (JSON.stringify(blocks).length > MESSAGE_JSON_MAX) return { error: 'msg_blocks_too_long', details: [] };
  return { details: [] };
}

export function checkView(view: unknown, knownUser: (id: string) => boolean): Checked {
  const faults: string[] = [];
  const { type, title, submit, close, blocks, private_metadata: metadata, callback_id: callback } = asObject(view);
  if (type !== 'modal' && type !== 'home') return { error: 'invalid_arguments', details: ['view type'] };
  if (JSON.stringify(view).length > 250_000) return { error: 'view_too_large', details: [] };
  if (type === 'modal') {
    plain(title, 24, 'title', faults);
    if (submit !== undefined) plain(submit, 24, 'submit', faults);
    if (close !== undefined) plain(close, 24, 'close', faults);
    if (asList(blocks).some((block) => asObject(block)['type'] === 'input') && submit === undefined)
      faults.push('submit is required where there are inputs');
  }
  if (metadata !== undefined && str(metadata).length > 3_000) faults.push('private_metadata over 3000');
  if (callback !== undefined && str(callback).length > 255) faults.push('callback_id over 255');
  faults.push(...checkBlocks(blocks, type, knownUser));
  return faults.length > 0 ? { error: 'invalid_arguments', details: faults } : { details: [] };
}

export function checkBlocks(blocks: unknown, surface: Surface, knownUser: (id: string) => boolean): string[] {
  const faults: string[] = [];
  const list = asList(blocks);
  if (!Array.isArray(blocks)) return ['blocks is no list'];
  const max = surface === 'message' ? 50 : 100;
  if (list.length > max) faults.push(`no more than ${max} blocks`);
  const ids = new Set<unknown>();
  let tables = 0;
  for (const [index, each] of list.entries()) {
    const block = asObject(each);
    const at = `blocks/${index}`;
    const { type, block_id: id } = block;
    if (!BLOCKS[surface].includes(str(type))) faults.push(`${at}: ${str(type)} is not allowed in a ${surface}`);
    if (id !== undefined) {
      if (str(id).length > 255) faults.push(`${at}: block_id over 255`);
      if (ids.has(id)) faults.push(`${at}: block_id ${str(id)} stands twice`);
      ids.add(id);
    }
    switch (type) {
      case 'header':
        plain(block['text'], 150, `${at}/text`, faults);
        break;
      case 'section':
        section(block, at, faults);
        break;
      case 'context':
        count(block['elements'], 1, 10, `${at}/elements`, faults);
        for (const element of asList(block['elements'])) text(element, 2_000, `${at}/elements`, faults);
        break;
      case 'actions':
        actions(block, at, faults);
        break;
      case 'input':
        input(block, at, faults);
        break;
      case 'rich_text':
        rich(block, at, faults, knownUser);
        break;
      case 'table':
        tables++;
        table(block, at, faults, knownUser);
        break;
      default:
        break;
    }
  }
  if (tables > 1) faults.push('only_one_table_allowed');
  return faults;
}

function section(block: Json, at: string, faults: string[]): void {
  if (block['text'] === undefined && block['fields'] === undefined) faults.push(`${at}: text or fields`);
  if (block['text'] !== undefined) text(block['text'], 3_000, `${at}/text`, faults);
  if (block['fields'] !== undefined) {
    count(block['fields'], 1, 10, `${at}/fields`, faults);
    for (const field of asList(block['fields'])) text(field, 2_000, `${at}/fields`, faults);
  }
  if (block['accessory'] !== undefined) element(block['accessory'], IN_SECTION, `${at}/accessory`, faults);
}

function actions(block: Json, at: string, faults: string[]): void {
  count(block['elements'], 1, 25, `${at}/elements`, faults);
  const ids = new Set<unknown>();
  for (const each of asList(block['elements'])) {
    element(each, IN_ACTIONS, `${at}/elements`, faults);
    const id = asObject(each)['action_id'];
    if (ids.has(id)) faults.push(`${at}: action_id ${str(id)} stands twice`);
    ids.add(id);
  }
}

function input(block: Json, at: string, faults: string[]): void {
  plain(block['label'], 2_000, `${at}/label`, faults);
  if (block['hint'] !== undefined) plain(block['hint'], 2_000, `${at}/hint`, faults);
  element(block['element'], IN_INPUT, `${at}/element`, faults);
}

function element(value: unknown, allowed: readonly string[], at: string, faults: string[]): void {
  const each = asObject(value);
  const type = str(each['type']);
  if (!allowed.includes(type)) faults.push(`${at}: ${type} is not allowed here`);
  if (type !== 'image' && (typeof each['action_id'] !== 'string' || each['action_id'].length > 255 || each['action_id'] === ''))
    faults.push(`${at}: action_id`);
  if (each['placeholder'] !== undefined) plain(each['placeholder'], 150, `${at}/placeholder`, faults);
  switch (type) {
    case 'button':
      plain(each['text'], 75, `${at}/text`, faults);
      if (each['url'] !== undefined && (str(each['url']).length > 3_000 || !/^[a-z]+:/.test(str(each['url'])))) faults.push(`${at}: url`);
      if (each['value'] !== undefined && str(each['value']).length > 2_000) faults.push(`${at}: value over 2000`);
      if (each['style'] !== undefined && each['style'] !== 'primary' && each['style'] !== 'danger') faults.push(`${at}: style`);
      if (each['accessibility_label'] !== undefined && str(each['accessibility_label']).length > 75)
        faults.push(`${at}: accessibility_label`);
      break;
    case 'static_select':
    case 'multi_static_select':
      options(each, type, at, faults);
      break;
    case 'plain_text_input': {
      const max = each['max_length'];
      if (max !== undefined && !(Number(max) >= 1 && Number(max) <= 3_000)) faults.push(`${at}: max_length`);
      const initial = each['initial_value'];
      if (initial !== undefined && str(initial).length > Math.min(3_000, Number(max ?? 3_000)))
        faults.push(`${at}: initial_value is too long`);
      break;
    }
    case 'datepicker':
      if (each['initial_date'] !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(str(each['initial_date']))) faults.push(`${at}: initial_date`);
      break;
    case 'timepicker':
      if (each['initial_time'] !== undefined && !/^\d{2}:\d{2}$/.test(str(each['initial_time']))) faults.push(`${at}: initial_time`);
      break;
    case 'number_input':
      if (typeof each['is_decimal_allowed'] !== 'boolean') faults.push(`${at}: is_decimal_allowed`);
      break;
    case 'file_input':
      if (each['max_files'] !== undefined && !(Number(each['max_files']) >= 1 && Number(each['max_files']) <= 10))
        faults.push(`${at}: max_files`);
      break;
    default:
      break;
  }
}

function options(each: Json, type: string, at: string, faults: string[]): void {
  count(each['options'], 1, 100, `${at}/options`, faults);
  const list = asList(each['options']).map(asObject);
  for (const option of list) {
    plain(option['text'], 75, `${at}/options/text`, faults);
    const value = option['value'];
    if (typeof value !== 'string' || value === '' || value.length > 150) faults.push(`${at}/options/value`);
    if (option['description'] !== undefined) plain(option['description'], 75, `${at}/options/description`, faults);
  }
  const known = new Set(list.map((option) => JSON.stringify(option)));
  const chosen =
    type === 'static_select' ? (each['initial_option'] === undefined ? [] : [each['initial_option']]) : asList(each['initial_options']);
  for (const option of chosen) if (!known.has(JSON.stringify(option))) faults.push(`${at}: an initial option is none of the options`);
  if (each['initial_options'] !== undefined && chosen.length === 0) faults.push(`${at}: initial_options is empty`);
  if (each['max_selected_items'] !== undefined && Number(each['max_selected_items']) < 1) faults.push(`${at}: max_selected_items`);
}

function rich(block: Json, at: string, faults: string[], knownUser: (id: string) => boolean): void {
  const parts = asList(block['elements']).map(asObject);
  if (parts.length === 0) faults.push(`${at}: elements is empty`);
  for (const part of parts) {
    if (!RICH.includes(str(part['type']))) faults.push(`${at}: ${str(part['type'])}`);
    const inner = asList(part['elements']).map(asObject);
    if (inner.length === 0) faults.push(`${at}: ${str(part['type'])} is empty`);
    if (part['type'] === 'rich_text_list') {
      if (part['style'] !== 'bullet' && part['style'] !== 'ordered') faults.push(`${at}: style of a list`);
      for (const item of inner) {
        if (item['type'] !== 'rich_text_section' || asList(item['elements']).length === 0) faults.push(`${at}: item of a list`);
        richElements(asList(item['elements']).map(asObject), at, faults, knownUser);
      }
    } else richElements(inner, at, faults, knownUser);
  }
}

function richElements(list: readonly Json[], at: string, faults: string[], knownUser: (id: string) => boolean): void {
  for (const each of list) {
    switch (each['type']) {
      case 'text':
        if (typeof each['text'] !== 'string' || each['text'] === '') faults.push(`${at}: empty text`);
        break;
      case 'link':
        if (!/^(https?|mailto):/.test(str(each['url'])) || str(each['url']).length > 3_000) faults.push(`${at}: url of a link`);
        break;
      case 'user':
        if (!knownUser(str(each['user_id']))) faults.push(`${at}: no user ${str(each['user_id'])}`);
        break;
      case 'date':
        if (!Number.isInteger(each['timestamp']) || !/\{[a-z_]+\}/.test(str(each['format']))) faults.push(`${at}: date`);
        break;
      case 'emoji':
      case 'channel':
      case 'usergroup':
      case 'broadcast':
        break;
      default:
        faults.push(`${at}: element ${str(each['type'])}`);
    }
  }
}

function table(block: Json, at: string, faults: string[], knownUser: (id: string) => boolean): void {
  const rows = asList(block['rows']);
  count(rows, 1, 100, `${at}/rows`, faults);
  let size = 0;
  for (const row of rows) {
    count(row, 1, 20, `${at}/cells`, faults);
    for (const cell of asList(row).map(asObject)) {
      if (cell['type'] === 'raw_text') {
        if (typeof cell['text'] !== 'string' || cell['text'] === '') faults.push(`${at}: empty cell`);
      } else if (cell['type'] === 'rich_text') rich(cell, at, faults, knownUser);
      else faults.push(`${at}: cell ${str(cell['type'])}`);
      size += visibleText([cell]).length;
    }
  }
  if (size > 10_000) faults.push(`${at}: more than 10000 characters`);
}

function text(value: unknown, max: number, at: string, faults: string[]): void {
  const { type, text: words } = asObject(value);
  if (type !== 'mrkdwn' && type !== 'plain_text') faults.push(`${at}: type`);
  if (typeof words !== 'string' || words.length === 0 || words.length > max) faults.push(`${at}: 1 to ${max} characters`);
}

function plain(value: unknown, max: number, at: string, faults: string[]): void {
  text(value, max, at, faults);
  if (asObject(value)['type'] !== 'plain_text') faults.push(`${at}: plain_text`);
}

function count(value: unknown, min: number, max: number, at: string, faults: string[]): void {
  const length = Array.isArray(value) ? value.length : -1;
  if (length < min || length > max) faults.push(`${at}: ${min} to ${max} items, not ${length}`);
}

/** An unknown value as words. */
export function str(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

export function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** All objects within blocks, depth first. */
export function* objectsIn(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const each of value) yield* objectsIn(each);
  else if (typeof value === 'object' && value !== null) {
    yield value as Json;
    for (const each of Object.values(value)) yield* objectsIn(each);
  }
}

/** Whom a message pings: `U…`, `@channel`, `@here`, `@everyone`, `@group`. */
export function pingsIn(message: { readonly text?: string; readonly blocks?: unknown }): string[] {
  const pings: string[] = [];
  const parse = (mrkdwn: string): void => {
    for (const [, user] of mrkdwn.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)) pings.push(user ?? '');
    for (const [, range] of mrkdwn.matchAll(/<!(channel|here|everyone|subteam\^[A-Z0-9]+)(?:\|[^>]*)?>/g)) pings.push(`@${range}`);
  };
  for (const each of objectsIn(message.blocks)) {
    if (each['type'] === 'user') pings.push(str(each['user_id']));
    if (each['type'] === 'broadcast') pings.push(`@${str(each['range'])}`);
    if (each['type'] === 'usergroup') pings.push('@group');
    if (each['type'] === 'mrkdwn') parse(str(each['text']));
  }
  parse(message.text ?? '');
  return pings;
}

/** The words that blocks show, without their controls' inner values. */
export function visibleText(blocks: unknown): string {
  const words: string[] = [];
  for (const each of objectsIn(blocks)) {
    if (['plain_text', 'mrkdwn', 'text', 'raw_text', 'link'].includes(str(each['type'])) && typeof each['text'] === 'string')
      words.push(each['text']);
    if (each['type'] === 'link' && each['text'] === undefined) words.push(str(each['url']));
    if (each['type'] === 'user') words.push(`@${str(each['user_id'])}`);
    if (each['type'] === 'date') words.push(str(each['fallback']));
  }
  return words.join(' ');
}
