import type { Language } from '../../../src/core/language.js';
import type { Attachment } from '../../../src/core/message.js';
import { speaker } from '../../../src/language/index.js';
import { reportFailure, SlackFailure } from '../errors.js';
import type { Files, InboundFile } from '../files.js';
import type { Problems } from '../problems.js';

export type Downloaded =
  | { readonly files: Readonly<Record<string, Attachment>> }
  /** An error text by field. */
  | { readonly errors: Readonly<Record<string, string>> };

/** Downloads the files of a submitted form; one that can't be downloaded becomes an error of its field. */
export async function downloadFiles(
  submitted: Readonly<Record<string, InboundFile>>,
  deps: { readonly files: Files; readonly problems: Problems; readonly languageOf: () => Promise<Language> },
): Promise<Downloaded> {
  const found: Record<string, Attachment> = {};
  for (const [name, file] of Object.entries(submitted)) {
    try {
      found[name] = await deps.files.download(file);
    } catch (error) {
      reportFailure(error, deps.problems);
      const say = speaker(await deps.languageOf());
      const isTooLarge = error instanceof SlackFailure && error.code === 'too_large';
      const text = isTooLarge
        ? say.plain('slack.file-too-large', { max: deps.files.maxBytes / 1024 / 1024 })
        : say.plain('slack.file-unreadable');
      return { errors: { [name]: text } };
    }
  }
  return { files: found };
}
