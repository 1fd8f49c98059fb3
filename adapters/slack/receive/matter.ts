import { z } from 'zod';
import { linksIn } from '../../../src/core/address.js';
import { type Matter, matterReadBy } from '../../../src/ports/chat.js';
import { reportFailure } from '../errors.js';
import type { Files } from '../files.js';
import type { Problems } from '../problems.js';

/** What else a message has that a menu was opened of (docs.slack.dev, "Message shortcuts", "File object"). */
export const matterShape = {
  text: z.string().catch(''),
  files: z
    .array(
      z
        .object({
          name: z.string(),
          mimetype: z.string().default(''),
          size: z.number(),
          mode: z.string().optional(),
          url_private_download: z.string().optional(),
          url_private: z.string().optional(),
        })
        .transform(({ name, mimetype: mediaType, size, mode, url_private_download: download, url_private: shown }) => ({
          name,
          mediaType,
          size,
          // Slack does not give out files that are kept elsewhere.
          url: mode === 'external' ? '' : (download ?? shown ?? ''),
        }))
        // Slack sends hardly any fields of a deleted file.
        .or(z.unknown().transform(() => undefined)),
    )
    .catch([]),
};

/** Links and files of a message, as they are persisted until its menu is answered. */
export const matterSchema = z.object({
  links: z.array(z.string()).readonly(),
  files: z.array(z.object({ name: z.string(), mediaType: z.string(), size: z.number(), url: z.string() })).readonly(),
});
type GivenMatter = z.infer<typeof matterSchema>;

/** Undefined for a message without links and files. */
export function matterOf({ text, files }: z.infer<z.ZodObject<typeof matterShape>>): GivenMatter | undefined {
  // Slack writes `&`, `<` and `>` of a text as entities.
  const links = linksIn(text).map((link) => link.replaceAll('&amp;', '&'));
  const given = files.filter((file) => file !== undefined);
  return links.length + given.length === 0 ? undefined : { links, files: given };
}

/** The same with files that can be read. */
export function readableMatter(given: GivenMatter, deps: { readonly files: Files; readonly problems: Problems }): Matter {
  return matterReadBy(given, async (file) => {
    try {
      return await deps.files.download(file);
    } catch (error) {
      reportFailure(error, deps.problems);
      return undefined;
    }
  });
}
