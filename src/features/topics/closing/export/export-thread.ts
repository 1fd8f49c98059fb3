import { localDateOf } from '../../../../calendar/wall-clock.js';
import type { Actor } from '../../../../core/access.js';
import { InputError } from '../../../../core/errors.js';
import type { Language } from '../../../../core/language.js';
import type { Attachment } from '../../../../core/message.js';
import type { Context } from '../../../../feature-api/index.js';
import { csvFile } from '../../../../kit/csv.js';
import { phrase, speaker, withoutDirectionControls } from '../../../../language/index.js';
import { fileText } from '../../discussion/cards/copy.js';
import type { TopicId } from '../../types.js';
import { threadPage } from './page.js';
import { readThread, type ThreadExport } from './read-thread.js';

/** What a message can carry. */
const FILE_MAX = 10 * 1024 * 1024;

/** A topic's thread as files: a page to read, and a list for spreadsheets. */
export interface ExportedThread {
  readonly exported: ThreadExport;
  readonly files: readonly Attachment[];
}

/** Exports a thread for an organiser. Throws a `NotFoundError`, and an `InputError` for one that no message can carry. */
export async function exportThread(context: Context, actor: Actor, id: TopicId, language: Language): Promise<ExportedThread> {
  const exported = await readThread(context, id, language);
  const page = new TextEncoder().encode(threadPage(exported, language));
  const files = [{ name: `topic-${id}.html`, mediaType: 'text/html', bytes: page }, csvFile(`topic-${id}.csv`, rowsOf(exported, language))];
  if (files.some(({ bytes }) => bytes.length > FILE_MAX)) throw new InputError('too large', phrase('topics-closing.error.too-large'));
  await context.audit.append({ at: context.now, actor: actor.id, action: 'topics.export', details: { topic: id } });
  return { exported, files };
}

function rowsOf({ contributions, zone }: ThreadExport, language: Language): readonly (readonly (string | number)[])[] {
  const say = speaker(language);
  const columns = ['number', 'date', 'by', 'organisation', 'language', 'marks', 'words', 'files'] as const;
  return [
    columns.map((column) => say.plain(`topics-closing.export.column.${column}`)),
    ...contributions.map((one, index) =>
      one === undefined
        ? [index + 1, '', '', '', '', '', say.plain('topics-closing.export.not-shown'), '']
        : [
            index + 1,
            localDateOf(one.at, zone),
            withoutDirectionControls(one.by),
            one.organisation,
            say.plain(`common.language.${one.language}`),
            one.marks.map((mark) => say.plain(`topics-closing.mark.${mark}`)).join(' · '),
            one.words,
            one.files.map((file) => withoutDirectionControls(fileText(file, language))).join(' · '),
          ],
    ),
  ];
}
