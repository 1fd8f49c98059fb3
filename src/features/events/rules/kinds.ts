import type { CommunityEvent, EventKind } from '../types.js';

type Defaults = Pick<CommunityEvent, 'format' | 'certificate' | 'feedback' | 'requiredShare'>;

const MEETING: Defaults = { format: 'virtual', certificate: false, feedback: true, requiredShare: 80 };

/** What an event of each kind is unless somebody says otherwise. */
export const KIND_DEFAULTS: Readonly<Record<EventKind, Defaults>> = {
  webinar: MEETING,
  roundtable: MEETING,
  training: { ...MEETING, certificate: true },
  workshop: { ...MEETING, format: 'in-person', certificate: true },
  induction: MEETING,
  'collaboration-lab': MEETING,
  'coordination-meeting': { ...MEETING, feedback: false },
  'hosted-coffee': { ...MEETING, feedback: false },
};

/** What every event has until somebody says otherwise. */
export const PLAIN_EVENT = {
  audience: { to: 'everyone' },
  questions: [],
  secondForm: [],
  needs: { interpretation: [], childcare: false, stepFree: false, signLanguage: false, asked: false },
  recorded: false,
  approval: false,
  countsWomen: false,
  room: null,
  registrationFrom: null,
  registrationUntil: null,
  announceAt: null,
} as const satisfies Partial<CommunityEvent>;
