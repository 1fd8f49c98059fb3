import type { MemberId } from '../../core/ids.js';
import { LANGUAGES, type Language } from '../../core/language.js';
import { dottedId, numberId, orNone, textId, versionId, wordId } from '../../feature-api/index.js';
import { gone } from './find.js';
import type { Seen, StoryId } from './types.js';

export const storyId = numberId<StoryId>(gone);
export const storyOrNone = orNone(storyId);
export const seenId = dottedId<Seen>({ id: storyId, version: versionId(gone) });
export const textOf = dottedId<{ readonly id: StoryId; readonly language: Language }>({ id: storyId, language: wordId(LANGUAGES, gone) });
export const seenText = dottedId<Seen & { readonly language: Language }>({
  id: storyId,
  version: versionId(gone),
  language: wordId(LANGUAGES, gone),
});
export const personId = dottedId<{ readonly id: StoryId; readonly member: MemberId }>({ id: storyId, member: numberId<MemberId>(gone) });
export const occasionOrNone = orNone(textId);
