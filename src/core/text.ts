import type { MemberId } from './ids.js';
import type { Instant, Zone } from './time.js';

/**
 * A run of text. Plain strings are always shown literally: adapters escape them for their platform, so nothing that a
 * person wrote can format, link or ping. Everything special is a node.
 */
export type Inline =
  | string
  | { readonly type: 'mention'; readonly member: MemberId; readonly name: string }
  | { readonly type: 'bold'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly url: string; readonly label: string }
  | {
      readonly type: 'time';
      readonly instant: Instant;
      readonly zone: Zone;
      readonly style: 'date' | 'time' | 'date-time';
      readonly label: string;
    };

export type Text = readonly Inline[];

/** The words alone, for fallbacks, logs of sizes, and tests. */
export function plain(text: Text | string): string {
  if (typeof text === 'string') return text;
  return text.map(plainInline).join('');
}

function plainInline(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  switch (inline.type) {
    case 'mention':
      return inline.name;
    case 'bold':
    case 'code':
      return inline.text;
    case 'link':
    case 'time':
      return inline.label;
    default:
      return inline satisfies never;
  }
}

/** Whether a text is nothing but code, such as a command to copy: it is read from left to right in every language. */
export function isCode(text: Text): boolean {
  return text.length > 0 && text.every((inline) => typeof inline !== 'string' && inline.type === 'code');
}
