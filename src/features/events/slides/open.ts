import type { Actor } from '../../../core/access.js';
import { isAllowed } from '../../../core/access.js';
import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Context } from '../../../feature-api/index.js';
import { eventsStore } from '../store/index.js';
import { askedCard } from './cards/asked.js';
import type { DroppedFile, FileId } from './types.js';

/** What somebody is still asked about files that they gave; nothing where there is none. */
export async function openQuestions(
  context: Context,
  member: Pick<Actor, 'id' | 'role' | 'status'>,
  language: Language,
): Promise<readonly Card[]> {
  if (!isAllowed(member, 'member')) return [];
  const files = await eventsStore(context.tx).openFilesBy(member.id);
  return files.length === 0 ? [] : [askedCard(files, language)];
}

/** Those of some files about which their giver is still asked, or of which they have not read why they were refused. */
export async function openFiles(context: Context, giver: MemberId, files: readonly FileId[]): Promise<readonly DroppedFile[]> {
  return (await eventsStore(context.tx).openFilesBy(giver)).filter(({ id }) => files.includes(id));
}
