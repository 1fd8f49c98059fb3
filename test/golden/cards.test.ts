import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../adapters/discord/post/body.js';
import { attachmentName } from '../../adapters/discord/render/attachments.js';
import { renderForm } from '../../adapters/discord/render/form.js';
import { render } from '../../adapters/discord/render/message.js';
import { formView } from '../../adapters/slack/render/form.js';
import { renderMessage } from '../../adapters/slack/render/message.js';
import { LANGUAGES, type Language } from '../../src/core/language.js';
import type { Form, Message } from '../../src/core/message.js';
import { features } from '../../src/features/index.js';
import type { Identity } from '../../src/ports/chat.js';
import { checkModal } from '../support/discord/check-components.js';
import { checkMessage as checkOnDiscord, pingsOf } from '../support/discord/check-message.js';
import { shownComponents, shownModal } from '../support/discord/shown.js';
import { assistExhibits } from '../support/gallery/assist.js';
import { coffeeExhibits } from '../support/gallery/coffee.js';
import { communityExhibits } from '../support/gallery/community.js';
import { eventExhibits } from '../support/gallery/events.js';
import { attendanceExhibits } from '../support/gallery/events-attendance.js';
import { certificateExhibits } from '../support/gallery/events-certificates.js';
import { eventGuestExhibits } from '../support/gallery/events-guests.js';
import { eventMakingExhibits } from '../support/gallery/events-making.js';
import { materialExhibits } from '../support/gallery/events-materials.js';
import { minutesExhibits } from '../support/gallery/events-minutes.js';
import { eventOrganisingExhibits } from '../support/gallery/events-organising.js';
import { eventRegistrationExhibits } from '../support/gallery/events-registration.js';
import { eventReportExhibits } from '../support/gallery/events-report.js';
import { slidesExhibits } from '../support/gallery/events-slides.js';
import { eventVoiceExhibits } from '../support/gallery/events-voice.js';
import { invitationExhibits } from '../support/gallery/invitations.js';
import { letterExhibits } from '../support/gallery/letter.js';
import { logbookExhibits } from '../support/gallery/logbook.js';
import { memberExhibits } from '../support/gallery/members.js';
import { type Exhibit, karwan, zainab } from '../support/gallery/people.js';
import { problemExhibits } from '../support/gallery/problems.js';
import { relayExhibits } from '../support/gallery/relay.js';
import { resourceExhibits } from '../support/gallery/resources.js';
import { resourceFindingExhibits } from '../support/gallery/resources-finding.js';
import { resourcesReportExhibits } from '../support/gallery/resources-report.js';
import { resourceRequestExhibits } from '../support/gallery/resources-request.js';
import { upkeepExhibits } from '../support/gallery/resources-upkeep.js';
import { sentenceExhibits } from '../support/gallery/sentences.js';
import { storyExhibits } from '../support/gallery/stories.js';
import { topicExhibits } from '../support/gallery/topics.js';
import { closingExhibits } from '../support/gallery/topics-closing.js';
import { discussionExhibits } from '../support/gallery/topics-discussion.js';
import { facilitatorExhibits } from '../support/gallery/topics-facilitators.js';
import { topicMarkExhibits } from '../support/gallery/topics-marks.js';
import { topicPlanExhibits } from '../support/gallery/topics-plan.js';
import { topicReportExhibits } from '../support/gallery/topics-report.js';
import { bytesOf } from '../support/held.js';
import { checkMessage, checkView, pingsIn } from '../support/slack/index.js';
import { shownBlocks, shownView } from '../support/slack/shown.js';
import { shownCard, shownForm } from '../support/web-shown.js';

/** Everything that the features can show, on each platform, in each language, as people see it. `npx vitest run test/golden -u` writes it anew: read it then. */
const GALLERY: Readonly<Record<string, (language: Language) => readonly Exhibit[]>> = {
  assist: assistExhibits,
  coffee: coffeeExhibits,
  members: memberExhibits,
  community: communityExhibits,
  invitations: invitationExhibits,
  logbook: logbookExhibits,
  relay: relayExhibits,
  topics: topicExhibits,
  'topics-marks': topicMarkExhibits,
  events: eventExhibits,
  'events-making': eventMakingExhibits,
  'events-registration': eventRegistrationExhibits,
  'events-attendance': attendanceExhibits,
  'events-materials': materialExhibits,
  'events-slides': slidesExhibits,
  resources: resourceExhibits,
  'resources-report': resourcesReportExhibits,
  'resources-finding': resourceFindingExhibits,
  'resources-upkeep': upkeepExhibits,
  'resources-request': resourceRequestExhibits,
  stories: storyExhibits,
  letter: letterExhibits,
  'events-minutes': minutesExhibits,
  'events-certificates': certificateExhibits,
  'events-report': eventReportExhibits,
  'events-voice': eventVoiceExhibits,
  'events-organising': eventOrganisingExhibits,
  'events-guests': eventGuestExhibits,
  'topics-plan': topicPlanExhibits,
  'topics-facilitators': facilitatorExhibits,
  'topics-report': topicReportExhibits,
  'topics-closing': closingExhibits,
  'topics-discussion': discussionExhibits,
  problems: problemExhibits,
  sentences: sentenceExhibits,
};

const ACCOUNTS = new Map<number, string>([
  [Number(zainab.id), '700000000000000001'],
  [Number(karwan.id), '700000000000000002'],
]);
const NAMES = new Map([...ACCOUNTS].map(([member, user]) => [user, member === Number(zainab.id) ? zainab.name : karwan.name]));
/** Files beside a message. Discord's stand in the message itself, with the names that they have there. */
const shownFiles = (files: Message['files'] = []): readonly string[] => files.map(({ name }) => `(file ${name})`);
const nameOf = (user: string): string => NAMES.get(user.replace(/^U/, '')) ?? user;

const place = {
  eventId: 'e',
  person: { platform: 'slack', space: 'T', user: 'U1' },
  conversation: { platform: 'slack', space: 'T', id: 'C1', kind: 'channel' },
  own: false,
} as const;

interface Wall {
  readonly message: (message: Message) => string;
  readonly form: (form: Form) => string;
}

const WALLS: Readonly<Record<string, Wall>> = {
  web: { message: ({ cards, files }) => [cards.map(shownCard).join('\n· · ·\n'), ...shownFiles(files)].join('\n'), form: shownForm },
  slack: {
    message(message) {
      const { parts, file } = renderMessage(message, (member) => (ACCOUNTS.has(member) ? `U${ACCOUNTS.get(member)}` : undefined));
      for (const part of parts) {
        expect(checkMessage(part.blocks, (user) => NAMES.has(user.slice(1)))).toEqual({ details: [] });
        expect(part.text).not.toBe('');
        for (const user of pingsIn(part)) expect(NAMES.has(user.slice(1))).toBe(true);
      }
      expect(file).toBeUndefined();
      return [parts.map(({ blocks }) => shownBlocks(blocks, nameOf)).join('\n· · ·\n'), ...shownFiles(message.files)].join('\n');
    },
    form(form) {
      const view = formView(form, place);
      expect(checkView(view, () => false)).toEqual({ details: [] });
      return shownView(view as never);
    },
  },
  discord: {
    message(message) {
      const mentions = new Map(
        [...ACCOUNTS].map(([member, user]): [number, Identity] => [member, { platform: 'discord', space: '1', user }]),
      );
      return render(message, mentions)
        .map((part) => {
          const files = part.files.map((file, index) => ({ ...file, bytes: bytesOf(file), name: attachmentName(part.files, index) }));
          const words = checkOnDiscord(bodyOf(part), files);
          expect(pingsOf(words, bodyOf(part))).toMatchObject({ everyone: false, roles: [] });
          return shownComponents(part.components, nameOf);
        })
        .join('\n· · ·\n');
    },
    form(form) {
      const { modal, before } = renderForm(form);
      checkModal(modal as never);
      // What has no room in the modal stands on a card before it; a good form has nothing there.
      expect([form.id, form.language, before]).toEqual([form.id, form.language, []]);
      return shownModal(modal);
    },
  },
};

describe.each(Object.entries(WALLS))('what is shown on %s', (platform, wall) => {
  it.each(Object.entries(GALLERY))('of %s is what somebody has read', async (feature, exhibits) => {
    const pages = LANGUAGES.flatMap((language) =>
      exhibits(language).map(
        (exhibit) => `=== ${language} · ${exhibit.name}\n${'form' in exhibit ? wall.form(exhibit.form) : wall.message(exhibit.message)}\n`,
      ),
    );
    await expect(pages.join('\n')).toMatchFileSnapshot(`./${platform}/${feature}.txt`);
  });
});

it.each(Object.entries(GALLERY))('of %s, names in a row stand in the order of the language around them', (_, exhibits) => {
  for (const language of ['ar', 'ckb'] as const) {
    for (const { name, ...shown } of exhibits(language)) {
      const texts = 'form' in shown ? shownForm(shown.form) : shown.message.cards.map(shownCard).join('\n');
      expect([language, name, undecidedIn(texts)]).toEqual([language, name, []]);
    }
  }
});

/** Isolates whose words are all in isolates of their own, so that their first letter decides nothing: they run from left to right. */
function undecidedIn(text: string): readonly string[] {
  const open: { readonly first: boolean; readonly start: number; between: string; inner: number }[] = [];
  const found: string[] = [];
  for (const [at, letter] of [...text].entries()) {
    if (/[\u2066-\u2068]/u.test(letter)) open.push({ first: letter === '\u2068', start: at, between: '', inner: 0 });
    else if (letter === '\u2069') {
      const closed = open.pop();
      if (closed?.first && closed.inner > 0 && closed.between.trim() !== '' && !/\p{L}/u.test(closed.between)) {
        found.push([...text].slice(closed.start, at).join(''));
      }
      const around = open.at(-1);
      if (around) around.inner++;
    } else {
      const around = open.at(-1);
      if (around) around.between += letter;
    }
  }
  return found;
}

it('every card and form that a feature can make hangs in the gallery', () => {
  const texts = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8'));
  const made = texts('src/features').flatMap((text) =>
    [...text.matchAll(/^export function (\w+(?:Cards?|Form|Message|Notice|Offer))\(/gm)].map(([, name]) => name ?? ''),
  );
  const shown = texts('test/support/gallery').join('\n');
  expect(made.length).toBeGreaterThan(50);
  // The first shows one of the sentences on their page; the second cleans what a member wrote.
  const reached = ['sentenceCard', 'tidyMessage'];
  expect(made.filter((name) => !reached.includes(name)).filter((name) => !new RegExp(`\\b${name}\\(`).test(shown))).toEqual([]);
});

it('every form that somebody can open hangs in the gallery', () => {
  const exhibits = Object.values(GALLERY).flatMap((all) => all('en'));
  const shown = new Set(exhibits.flatMap((exhibit) => ('form' in exhibit ? [exhibit.form.id.split(':').slice(0, 2).join(':')] : [])));
  const declared = features.handlers.filter(({ kind }) => kind === 'form').map(({ feature, name }) => `${feature}:${name}`);
  expect(declared.length).toBeGreaterThan(20);
  expect(declared.filter((form) => !shown.has(form))).toEqual([]);
});
