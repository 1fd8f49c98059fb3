import { heading, paragraph, quote } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Choice } from '../../../core/message.js';
import type { Inline, Text } from '../../../core/text.js';
import type { Instant, Zone } from '../../../core/time.js';
import { cutAtWord } from '../../../kit/cut-at-word.js';
import { formatInstant, formatList, speaker, timeNode } from '../../../language/index.js';
import { GOVERNORATES, governorateLabel, ORGANISATION_TYPES, sectorLabel } from '../../members/public.js';
import { nextSession } from '../rules/state.js';
import type { WholeEvent } from '../store/index.js';
import { textIn, titleIn } from '../text-of.js';
import type { Attends, Audience, CommunityEvent, Session } from '../types.js';

/** The longest heading of every platform. */
const HEADING_MAX = 120;
const OPTION_MAX = 70;

/** The title as a heading, and whole below it where it was cut. */
export function titleBlocks(event: Pick<CommunityEvent, 'texts' | 'language'>, language: Language): readonly Block[] {
  const title = titleIn(event, language);
  const short = cutAtWord(title, HEADING_MAX);
  return short === title ? [heading([title])] : [heading([short]), quote([title])];
}

/** What it is about, in the organisers' words. */
export function aboutBlocks(event: Pick<CommunityEvent, 'texts' | 'language'>, language: Language): readonly Block[] {
  const about = textIn(event, language)?.about ?? '';
  return about === '' ? [] : [quote([about])];
}

/** A moment as a value of a sentence. Throws a `RangeError` for a time that is not worded as a time. */
export function moment(
  instant: Instant,
  zone: Zone,
  language: Language,
  style: 'date' | 'time' | 'date-time' = 'date-time',
): Exclude<Inline, string> {
  const node = timeNode(instant, zone, language, style);
  if (typeof node === 'string') throw new RangeError('a time is always a node');
  return node;
}

/** From when to when, with the zone's name, on the clock of the reader or of the event. */
export function whenText({ startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>, zone: Zone, language: Language): Text {
  return speaker(language)('events.when', {
    start: moment(startsAt, zone, language),
    end: moment(endsAt, zone, language, 'time'),
    zone: zoneName(zone, language),
  });
}

/** `Asia/Baghdad` → «Baghdad», in the reader's language where the city has a name in it. */
export function zoneName(zone: Zone, language: Language): string {
  const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  const known = GOVERNORATES.find((code) => code === city.toLowerCase());
  return known === undefined ? city : governorateLabel(known, language);
}

type Facts = Extract<Block, { type: 'facts' }>['items'];

/** Kind, hours of all sessions, and how it is attended; never where. `more` comes after the hours. */
export function factsBlock({ event, sessions }: WholeEvent, language: Language, more: Facts = []): Block {
  const say = speaker(language);
  return {
    type: 'facts',
    items: [
      { label: say('events.form.kind'), value: [say.plain(`events.kind.${event.kind}`)] },
      ...sessions
        .filter(({ state }) => state === 'planned')
        .map((session) => ({ label: say('events.fact.when'), value: whenText(session, event.zone, language) })),
      ...more,
      { label: say('events.form.format'), value: [say.plain(`events.format.${event.format}`)] },
      ...(event.audience.to === 'everyone'
        ? []
        : [{ label: say('events-registration.fact.for'), value: [audienceText(event.audience, language)] }]),
      ...needsFacts(event.needs, language),
      ...(event.approval ? [{ label: say('events-registration.who.approval'), value: say('events-registration.fact.approval') }] : []),
      ...(event.recorded ? [{ label: say('events-registration.fact.recording'), value: say('events-registration.fact.recorded') }] : []),
    ],
  };
}

/** Interpretation, and what people who need it find there. */
function needsFacts({ interpretation, stepFree, childcare, signLanguage }: CommunityEvent['needs'], language: Language): Facts {
  const say = speaker(language);
  const there = [
    ...(stepFree ? [say.plain('events-making.needs.stepFree')] : []),
    ...(childcare ? [say.plain('events-making.needs.childcare')] : []),
    ...(signLanguage ? [say.plain('events-making.needs.signLanguage')] : []),
  ];
  const languages = interpretation.map((code) => say.plain(`common.language.${code}`));
  return [
    ...(languages.length === 0
      ? []
      : [{ label: say('events-making.needs.interpreted'), value: [formatList(languages, language)] as Text }]),
    ...(there.length === 0 ? [] : [{ label: say('events-making.needs.there'), value: [formatList(there, language)] as Text }]),
  ];
}

/** Whom an event is for, in words. */
export function audienceText(audience: Exclude<Audience, { to: 'everyone' }>, language: Language): string {
  switch (audience.to) {
    case 'sectors':
      return formatList(
        audience.sectors.map((sector) => sectorLabel(sector, language)),
        language,
      );
    case 'types':
      return formatList(
        ORGANISATION_TYPES.filter((type) => audience.types.includes(type)).map((type) => speaker(language).plain(`common.type.${type}`)),
        language,
      );
    case 'members':
      return speaker(language).plain('events-registration.fact.chosen');
    default:
      return audience satisfies never;
  }
}

/** The button of whoever comes: where organisers select, it says that one applies. */
export function goingKey({ format, approval }: Pick<CommunityEvent, 'format' | 'approval'>, attends: Attends) {
  if (format === 'hybrid')
    return approval ? (`events-registration.button.apply-${attends}` as const) : (`events.button.going-${attends}` as const);
  return approval ? ('events-registration.button.apply' as const) : ('events.button.going' as const);
}

/** An event as an option of a menu. */
export function optionOf({ event, sessions }: WholeEvent, now: Instant, language: Language): Choice {
  const next = nextSession(sessions, now);
  const label = cutAtWord(titleIn(event, language), OPTION_MAX);
  if (!next) return { value: String(event.id), label };
  return { value: String(event.id), label, description: formatInstant(next.startsAt, event.zone, language, 'date-time') };
}

export const bold = (text: string): Block => paragraph([{ type: 'bold', text }]);
