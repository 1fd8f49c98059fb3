import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Context } from '../../feature-api/index.js';
import { findMembers, hashOf, type Member, membersWhoChose } from '../members/public.js';
import { canMail } from './address.js';
import { lettersStore } from './store/index.js';
import type { Consent } from './types.js';

/** The notice by which members choose to get a copy of the letter. */
export const COPY_NOTICE = 'letter.copy';

/** Somebody whom a letter is mailed to. */
export interface Recipient {
  readonly member: Member;
  readonly address: string;
  readonly consent: Consent;
}

/** The hash of an address, so that the letter's tables hold no addresses. */
export const hashOfAddress = (address: string): Promise<string> => hashOf(`letter ${address.trim().toLowerCase()}`);

/** The consent by which a letter goes to the member's present address; undefined if none holds. */
export async function consentFor(
  { email, status }: Pick<Member, 'email' | 'status'>,
  consents: readonly Consent[],
): Promise<Consent | undefined> {
  if (email === null || status !== 'active') return undefined;
  const hash = await hashOfAddress(email);
  return consents.find(({ addressHash, stoppedAt, refusedAt }) => addressHash === hash && stoppedAt === null && refusedAt === null);
}

/** Whom the letter is mailed to: who agreed for the address that they have now, each address once. */
export async function mailRecipients(context: Context): Promise<readonly Recipient[]> {
  if (!canMail(context)) return [];
  const consents = await lettersStore(context.tx).openConsents();
  const members = await findMembers(
    context,
    consents.map(({ member }) => member),
  );
  const byMember = new Map<MemberId, Consent[]>();
  for (const consent of consents) byMember.set(consent.member, [...(byMember.get(consent.member) ?? []), consent]);
  const found = new Map<string, Recipient>();
  for (const member of members) {
    const consent = await consentFor(member, byMember.get(member.id) ?? []);
    if (!consent || member.email === null || found.has(consent.addressHash)) continue;
    found.set(consent.addressHash, { member, address: member.email, consent });
  }
  return [...found.values()];
}

/** How many people get the letter besides the channel. */
export interface Reach {
  readonly mails: number;
  readonly mailsBy: Readonly<Record<Language, number>>;
  readonly copies: number;
}

export async function reachOf(context: Context): Promise<Reach> {
  const recipients = await mailRecipients(context);
  const inLanguage = (language: Language) => recipients.filter(({ member }) => member.language === language).length;
  return {
    mails: recipients.length,
    mailsBy: { en: inLanguage('en'), ar: inLanguage('ar'), ckb: inLanguage('ckb') },
    copies: (await copyReaders(context)).length,
  };
}

export const copyReaders = (context: Context): Promise<readonly MemberId[]> => membersWhoChose(context, COPY_NOTICE, 'here');
