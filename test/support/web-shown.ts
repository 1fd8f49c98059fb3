import { type Block, type Card, type Form, plainText } from '../../src/core/message.js';
import { plain } from '../../src/core/text.js';

/** A card as the browser chat shows it, as lines; see the other platforms' `shown.ts`. */
export function shownCard(card: Card): string {
  return card.blocks.map((block) => shownBlock(block, card)).join('\n');
}

export function shownForm(form: Form): string {
  const fields = form.fields.map((field) => {
    const control =
      field.type === 'select'
        ? `< ${field.options.map(({ value, label }) => `${field.value?.includes(value) ? '✓' : ''}${label}`).join(' | ')} >`
        : `[${field.type}${'value' in field && field.value !== undefined ? ` ${field.value}` : ''}]`;
    return `${field.label}${field.required ? '*' : ''}: ${control}${field.hint === undefined ? '' : `\n-# ${field.hint}`}`;
  });
  const introduction = form.introduction ? [plain(form.introduction)] : [];
  return [`## ${form.title}`, ...introduction, ...fields, `[ ${form.submit} ]`].join('\n');
}

function shownBlock(block: Block, card: Card): string {
  switch (block.type) {
    case 'heading':
      return `# ${plain(block.text)}`;
    case 'note':
      return `-# ${plain(block.text)}`;
    case 'quote':
      return plain(block.text).replace(/^/gm, '> ');
    case 'divider':
      return '———';
    case 'actions':
      return block.controls
        .map((control) =>
          control.type === 'select'
            ? `< ${control.label}: ${control.options.map(({ value, label, description }) => `${control.chosen?.includes(value) ? '✓' : ''}${label}${description ? ` (${description})` : ''}`).join(' | ')} >`
            : `[ ${control.label} ]`,
        )
        .join(' ');
    case 'paragraph':
    case 'list':
    case 'facts':
    case 'table':
      return plainText({ cards: [{ ...card, blocks: [block] }] });
    default:
      return block satisfies never;
  }
}
