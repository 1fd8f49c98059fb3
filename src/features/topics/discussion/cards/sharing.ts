import { card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { speaker } from '../../../../language/index.js';
import type { SharingView } from '../consent.js';
import { discussionControls as controls } from '../controls.js';
import { SHARING, type Sharing } from '../ids.js';

/** How many copies are deleted within a minute on each platform, with their files. */
const AT_ONCE = 50;

/** Asks a member whether what they write in discussions may be copied into the other spaces, and shows what they chose. */
export function sharingCard({ choice, organisation, mirroring, stopped, withdrawn = 0 }: SharingView, language: Language): Card {
  const say = speaker(language);
  const labelOf = (each: Sharing): string =>
    each === 'organisation' && organisation === undefined
      ? say.plain('topics-discussion.button.share-as-member')
      : say.plain(`topics-discussion.button.share-${each}`);
  return card(
    language,
    heading(say(choice === null ? 'topics-discussion.sharing.title' : 'topics-discussion.sharing.chosen')),
    paragraph(choice === null ? say('topics-discussion.sharing.ask') : chosenText(choice, organisation, language)),
    withdrawn > 0 && paragraph(say('topics-discussion.sharing.withdrawn', { count: withdrawn })),
    withdrawn > 0 && paragraph(say('topics-discussion.sharing.removing')),
    withdrawn > AT_ONCE && paragraph(say('topics-discussion.sharing.removing-many')),
    stopped && paragraph(say('topics-discussion.sharing.stopped')),
    !mirroring && paragraph(say('topics-discussion.sharing.off')),
    note(say('topics-discussion.sharing.about')),
    {
      type: 'actions',
      controls: SHARING.filter((each) => each !== choice).map((each) => controls['share-as'].button(labelOf(each), { id: each })),
    },
  );
}

function chosenText(choice: Sharing, organisation: string | undefined, language: Language): Text {
  const say = speaker(language);
  switch (choice) {
    case 'name':
      return say('topics-discussion.sharing.name');
    case 'organisation':
      return organisation === undefined
        ? say('topics-discussion.sharing.member')
        : say('topics-discussion.sharing.organisation', { organisation });
    case 'no':
      return say('topics-discussion.sharing.no');
    default:
      return choice satisfies never;
  }
}
