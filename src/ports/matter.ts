import type { Attachment } from '../core/message.js';

/** What a message holds besides its words. */
export interface Matter {
  readonly links: readonly string[];
  readonly files: readonly MatterFile[];
}

/** A file of a message that stands on a platform. */
export interface MatterFile {
  readonly name: string;
  /** In bytes, as the platform says. */
  readonly size: number;
  /** Undefined if the platform does not give it out. Never throws. */
  readonly read: () => Promise<Attachment | undefined>;
}

/** The matter of a message whose files are read by `read`, which never throws. */
export function matterReadBy<File extends Pick<MatterFile, 'name' | 'size'>>(
  { links, files }: { readonly links: readonly string[]; readonly files: readonly File[] },
  read: (file: File) => Promise<Attachment | undefined>,
): Matter {
  return { links, files: files.map((file) => ({ name: file.name, size: file.size, read: () => read(file) })) };
}
