import { z } from 'zod';
import { InputError } from '../../../../core/errors.js';
import type { Attachment, Reply } from '../../../../core/message.js';
import type { Request } from '../../../../core/request.js';
import type { Context } from '../../../../feature-api/index.js';
import { phrase } from '../../../../language/index.js';
import type { Compute } from '../../../../ports/compute.js';
import { printable, printPdfs } from '../../../../print/index.js';
import { titleIn } from '../../text-of.js';
import type { EventId } from '../../types.js';
import { fileCard } from '../cards/said.js';
import { type Format, fileOf } from '../controls.js';
import { viewMinutes } from '../view.js';
import { type MinutesDocument, minutesDocument, type Part } from './document.js';
import { minutesHtml } from './html.js';
import { presenceFor } from './presence.js';
import { MINUTES_TEMPLATE } from './template.js';

const DOCX = new URL('./docx.js', import.meta.url);
const written = z.instanceof(Uint8Array);
const MEDIA: Readonly<Record<Format, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
};

/**
 * Minutes as a file of the kind and in the language that was chosen in the menu. Members may have drafts that are shown to them and
 * approved minutes. Throws an `InputError` for any other value.
 */
export async function minutesFile(
  context: Context,
  { actor, language: reader }: Request,
  id: EventId,
  [chosen]: readonly string[],
): Promise<Reply> {
  const wanted = chosen === undefined ? undefined : fileOf(chosen);
  if (!wanted) throw new InputError('unknown file', phrase('common.error.unknown-choice'));
  const { format, language } = wanted;
  const view = await viewMinutes(context, actor, id);
  const { name: community } = await context.community.settings();
  const made = minutesDocument(view, await presenceFor(context, actor, id), { community, language });
  const file: Attachment = {
    name: `minutes-${id}-${language}.${format}`,
    mediaType: MEDIA[format],
    bytes: await writeFile(context.compute, made, format),
  };
  return {
    type: 'message',
    visibility: 'private',
    message: { cards: [fileCard(titleIn(view.event, reader), reader)], files: [file], fleeting: 'minutes' },
  };
}

async function writeFile(compute: Compute, made: MinutesDocument, format: Format): Promise<Uint8Array> {
  switch (format) {
    case 'html':
      return new TextEncoder().encode(minutesHtml(made));
    case 'docx':
      return written.parse(await compute.run({ module: DOCX, name: 'writeDocx', input: made }));
    case 'pdf': {
      const [pdf] = await printPdfs(compute, [{ template: MINUTES_TEMPLATE, data: printed(made) }]);
      if (!pdf) throw new Error('nothing was printed');
      return pdf;
    }
    default:
      return format satisfies never;
  }
}

/** The same with what the font of print has. */
function printed({ community, title, facts, parts, ...rest }: MinutesDocument): Readonly<Record<string, unknown>> {
  return {
    ...rest,
    community: printable(community),
    title: { ...title, text: printable(title.text) },
    facts: facts.map(({ label, value }) => ({ label, value: printable(value) })),
    parts: parts.map(printedPart),
  };
}

function printedPart(part: Part): Part {
  switch (part.type) {
    case 'heading':
      return { ...part, text: printable(part.text) };
    case 'items':
      return {
        ...part,
        items: part.items.map(({ label, lines, by }) => ({
          label,
          lines: lines.map(({ text, rtl }) => ({ text: printable(text), rtl })),
          by: printable(by),
        })),
      };
    case 'table':
      return { ...part, rows: part.rows.map((row) => row.map(({ text, rtl }) => ({ text: printable(text), rtl }))) };
    default:
      return part satisfies never;
  }
}
