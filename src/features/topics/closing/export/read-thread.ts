import type { Language } from '../../../../core/language.js';
import type { Instant } from '../../../../core/time.js';
import type { Context } from '../../../../feature-api/index.js';
import { isolate, speaker } from '../../../../language/index.js';
import { findMembers, findOrganisations } from '../../../members/public.js';
import { type TopicRecord, topicsStore, type WrittenBy } from '../../store/index.js';
import type { Mark, SharedFile, TopicId } from '../../types.js';
import { requireRecord } from '../find-topic.js';
import { sharedWords } from '../marked.js';
import { type Thanks, thanksFor } from '../thanks.js';

/** A contribution as others may read it. */
export interface ShownContribution {
  readonly at: Instant;
  /** A name, or «a member of …». */
  readonly by: string;
  readonly organisation: string;
  readonly language: Language;
  readonly words: string;
  readonly marks: readonly Mark[];
  /** Named only: their bytes are kept no longer than their copies need. */
  readonly files: readonly SharedFile[];
}

export interface ThreadExport extends TopicRecord {
  readonly community: string;
  readonly zone: string;
  readonly thanks: Thanks;
  /** In their order; undefined: one whose author did not agree, of which nothing else is told. */
  readonly contributions: readonly (ShownContribution | undefined)[];
}

/** A topic's thread as far as its authors agreed. What is hidden or deleted is left out. Throws a `NotFoundError`. */
export async function readThread(context: Context, id: TopicId, language: Language): Promise<ThreadExport> {
  const record = await requireRecord(context, id);
  const thread = await topicsStore(context.tx).thread(id);
  const { name, timezone } = await context.community.settings();
  const authors = await authorsOf(context, thread, language);
  return {
    ...record,
    community: name,
    zone: timezone,
    thanks: await thanksFor(context, record.topic),
    contributions: thread.map((written) => {
      const words = sharedWords(written);
      const author = authors(written);
      if (words === undefined || author === undefined) return undefined;
      return { at: written.writtenAt, ...author, language: written.language, words, marks: written.marks, files: written.files };
    }),
  };
}

/** How each author wants to be called; undefined for one who is gone. */
async function authorsOf(context: Context, thread: readonly WrittenBy[], language: Language) {
  const shared = thread.filter((written) => sharedWords(written) !== undefined);
  const ids = [...new Set(shared.map(({ member }) => member).filter((member) => member !== null))];
  const organisationIds = [...new Set(shared.map(({ organisation }) => organisation).filter((id) => id !== null))];
  const members = new Map((ids.length === 0 ? [] : await findMembers(context, ids)).map((member) => [member.id, member]));
  const organisations = new Map(
    (organisationIds.length === 0 ? [] : await findOrganisations(context, organisationIds)).map((one) => [one.id, one]),
  );
  const say = speaker(language);
  return ({ member, organisation, credit }: WrittenBy): Pick<ShownContribution, 'by' | 'organisation'> | undefined => {
    const found = member === null ? undefined : members.get(member);
    if (!found) return undefined;
    const of = (organisation === null ? undefined : organisations.get(organisation))?.name ?? '';
    // Who hides their organisation shows it only by choosing to be named by it.
    const isShown = found.visibility.organisation === 'everyone';
    if (credit === 'name') return { by: isolate(found.name), organisation: isShown ? of : '' };
    const by = of === '' ? say.plain('topics-closing.export.member') : say.plain('topics-closing.summary.member-of', { name: of });
    return { by, organisation: of };
  };
}
