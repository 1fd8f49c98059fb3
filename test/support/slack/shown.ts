import { asList, asObject, type Json, str } from './blocks.js';

/** Names of accounts, as a client puts them in the place of ids. */
export type NameOf = (user: string) => string;

const asIs: NameOf = (user) => user;

/** What a person sees of Block Kit, as lines: text, `[ buttons ]`, `< menus | of | options >`, `Label: [fields]`. */
export function shownBlocks(blocks: unknown, nameOf: NameOf = asIs): string {
  return asList(blocks)
    .map(asObject)
    .map((block) => shownBlock(block, nameOf))
    .join('\n');
}

/** A dialog: its title, what is in it, and its two buttons. */
export function shownView(view: Json, nameOf: NameOf = asIs): string {
  const labels = [view['submit'], view['close']].filter((label) => label !== undefined).map((label) => `[ ${words(label)} ]`);
  return [`## ${words(view['title'])}`, shownBlocks(view['blocks'], nameOf), labels.join(' ')].join('\n');
}

function shownBlock(block: Json, nameOf: NameOf): string {
  switch (block['type']) {
    case 'header':
      return `# ${words(block['text'])}`;
    case 'section':
      return [block['text'] && words(block['text']), block['accessory'] && control(asObject(block['accessory']))].filter(Boolean).join(' ');
    case 'context':
      return asList(block['elements'])
        .map((element) => `-# ${words(element)}`)
        .join('\n');
    case 'actions':
      return asList(block['elements']).map(asObject).map(control).join(' ');
    case 'divider':
      return '———';
    case 'rich_text':
      return asList(block['elements'])
        .map(asObject)
        .map((part) => richPart(part, nameOf))
        .join('\n');
    case 'table':
      return asList(block['rows'])
        .map((row) =>
          asList(row)
            .map(asObject)
            .map((cell) => (cell['type'] === 'rich_text' ? shownBlock(cell, nameOf) : str(cell['text'])))
            .join(' | '),
        )
        .join('\n');
    case 'input': {
      const hint = block['hint'] === undefined ? '' : `\n-# ${words(block['hint'])}`;
      return `${words(block['label'])}${block['optional'] === false ? '*' : ''}: ${control(asObject(block['element']))}${hint}`;
    }
    default:
      throw new Error(`nobody knows how ${str(block['type'])} looks`);
  }
}

function richPart(part: Json, nameOf: NameOf): string {
  const elements = asList(part['elements']).map(asObject);
  switch (part['type']) {
    case 'rich_text_list':
      return elements.map((item, index) => `${part['style'] === 'ordered' ? `${index + 1}.` : '•'} ${richPart(item, nameOf)}`).join('\n');
    case 'rich_text_quote':
      return elements
        .map((element) => richElement(element, nameOf))
        .join('')
        .replace(/^/gm, '> ');
    default:
      return elements.map((element) => richElement(element, nameOf)).join('');
  }
}

function richElement(element: Json, nameOf: NameOf): string {
  switch (element['type']) {
    case 'user':
      return `@${nameOf(str(element['user_id']))}`;
    case 'date':
      return str(element['fallback']);
    case 'link':
      return str(element['text'] ?? element['url']);
    default:
      return str(element['text']);
  }
}

function control(element: Json): string {
  const options = (list: unknown): readonly string[] => asList(list).map((option) => words(asObject(option)['text']));
  switch (element['type']) {
    case 'button':
      return `[ ${words(element['text'])} ]${element['url'] === undefined ? '' : `(${str(element['url'])})`}`;
    case 'static_select':
    case 'multi_static_select': {
      const chosen = [...options(element['initial_options']), ...options([element['initial_option']].filter(Boolean))];
      const marked = asList(element['options'])
        .map(asObject)
        .map((option) => {
          const label = words(option['text']);
          return `${chosen.includes(label) ? '✓' : ''}${label}${option['description'] ? ` (${words(option['description'])})` : ''}`;
        });
      return `< ${marked.join(' | ')} >`;
    }
    default: {
      const value = element['initial_value'] ?? element['initial_date'] ?? element['initial_time'];
      return `[${str(element['type'])}${value === undefined ? '' : ` ${str(value)}`}]`;
    }
  }
}

function words(text: unknown): string {
  return str(asObject(text)['text']);
}
