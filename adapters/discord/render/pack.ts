import type { APIComponentInContainer, APIMessageTopLevelComponent } from 'discord.js';
import { ComponentType } from 'discord.js';
import { type MessageFile, sizeOf } from '../../../src/core/message.js';
import { LIMITS } from '../limits.js';
import { attachmentName } from './attachments.js';

/** A component and its share of a message's limits. A file's component is made when the file's name in the message is known. */
export interface Piece {
  readonly component: APIComponentInContainer | ((attachmentName: string) => APIComponentInContainer);
  /** The number of components, nested ones included. */
  readonly size: number;
  /** The number of characters of text. */
  readonly text: number;
  /** The accounts that are mentioned. */
  readonly mentions: readonly string[];
  readonly file?: MessageFile;
}

/** The content of one message. */
export interface Packed {
  readonly components: APIMessageTopLevelComponent[];
  readonly mentions: ReadonlySet<string>;
  readonly files: readonly MessageFile[];
}

/** A message that is being filled. */
interface Draft {
  /** The number of components in it. */
  size: number;
  /** The number of characters in it. */
  text: number;
  /** The size of its files in bytes. */
  bytes: number;
  readonly mentions: Set<string>;
  readonly files: MessageFile[];
  readonly containers: APIComponentInContainer[][];
  readonly ids: Set<string>;
}

/** Puts pieces into as few messages as possible, in order. The pieces of a card share a container within a message. */
export function pack(cards: readonly (readonly Piece[])[]): readonly Packed[] {
  const drafts: Draft[] = [];
  for (const pieces of cards) {
    let container: APIComponentInContainer[] | undefined;
    for (const [index, piece] of pieces.entries()) {
      let draft = drafts.at(-1);
      // A text moves to the next message together with its buttons, so that these do not stand alone.
      const group =
        isText(piece) && pieces[index + 1]?.size !== undefined && !isText(pieces[index + 1]) ? [piece, pieces[index + 1]] : [piece];
      const room = draft && fits(draft, [piece], container === undefined);
      const roomForGroup =
        draft &&
        fits(
          draft,
          group.flatMap((each) => each ?? []),
          container === undefined,
        );
      if (!draft || !room || (!roomForGroup && draft.size > LIMITS.components / 2)) {
        draft = { size: 0, text: 0, bytes: 0, mentions: new Set(), files: [], containers: [], ids: new Set() };
        drafts.push(draft);
        container = undefined;
      }
      if (!container) {
        container = [];
        draft.containers.push(container);
        draft.size += 1;
      }
      container.push(addTo(draft, piece));
    }
  }
  return drafts.map(({ containers, mentions, files }) => ({
    components: containers.map((components) => ({ type: ComponentType.Container, components })),
    mentions,
    files,
  }));
}

function isText(piece: Piece | undefined): boolean {
  return piece !== undefined && piece.text > 0;
}

/** Whether pieces fit into a message together. */
function fits(draft: Draft, pieces: readonly Piece[], newContainer: boolean): boolean {
  const sum = (value: (piece: Piece) => number): number => pieces.reduce((total, piece) => total + value(piece), 0);
  const mentions = new Set([...draft.mentions, ...pieces.flatMap((piece) => piece.mentions)]);
  return (
    draft.size + sum(({ size }) => size) + (newContainer ? 1 : 0) <= LIMITS.components &&
    draft.text + sum(({ text }) => text) <= LIMITS.textTotal &&
    draft.bytes + sum(({ file }) => (file ? sizeOf(file) : 0)) <= LIMITS.fileBytes &&
    draft.files.length + pieces.filter(({ file }) => file).length <= LIMITS.filesPerMessage &&
    mentions.size <= LIMITS.mentionsPerMessage &&
    pieces.every((piece) => idsOf(piece).every((id) => uniqueId(id, draft.ids) !== undefined))
  );
}

/** Adds a piece to a message and returns its component. */
function addTo(draft: Draft, piece: Piece): APIComponentInContainer {
  draft.size += piece.size;
  draft.text += piece.text;
  for (const mention of piece.mentions) draft.mentions.add(mention);
  if (typeof piece.component === 'function') {
    const file = piece.file;
    if (file) {
      draft.files.push(file);
      draft.bytes += sizeOf(file);
    }
    return piece.component(attachmentName(draft.files, draft.files.length - 1));
  }
  const { component } = piece;
  if (component.type !== ComponentType.ActionRow) return component;
  return {
    ...component,
    components: component.components.map((control) => {
      if (!('custom_id' in control)) return control;
      const id = uniqueId(control.custom_id, draft.ids) ?? control.custom_id;
      draft.ids.add(id);
      return { ...control, custom_id: id };
    }),
  };
}

function idsOf({ component }: Piece): readonly string[] {
  if (typeof component === 'function' || component.type !== ComponentType.ActionRow) return [];
  return component.components.flatMap((control) => ('custom_id' in control ? [control.custom_id] : []));
}

const NUMBER = /~\d{1,2}$/;

/** Discord refuses the same id twice in a message (one button in two languages), so further ones are numbered. */
function uniqueId(id: string, taken: ReadonlySet<string>): string | undefined {
  if (!taken.has(id)) return id;
  for (let number = 2; number < LIMITS.components; number += 1) {
    const numbered = `${id}~${number}`;
    if (numbered.length > LIMITS.customId) return undefined;
    if (!taken.has(numbered)) return numbered;
  }
  return undefined;
}

/** The action of a control, without the number that made its id unique. */
export function actionOf(customId: string): string {
  return customId.replace(NUMBER, '');
}
